import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Row } from "../row.ts";

/** Size of what the app itself adds to the runtime; a MB is 1 000 000 bytes. */
export const archive: Row = {
  id: "asar",
  title: "app.asar",
  reference: "",
  unit: "MB",
  budget: { atMost: 4 },
  async measure({ app }) {
    const file = app === undefined ? undefined : join(dirname(app), "resources/app.asar");
    if (file === undefined || !existsSync(file)) return { notBuilt: "no app.asar" };
    return { ours: statSync(file).size / 1_000_000 };
  },
};
