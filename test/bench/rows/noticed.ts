import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { createThrowAwayHome } from "../../e2e/rig/throwAwayHome.ts";
import { withDeadline } from "../../e2e/rig/withDeadline.ts";
import { patience } from "../../support/patience.ts";
import { configOfSize } from "../configOfSize.ts";
import { projectFile } from "../projectFile.ts";
import type { Row } from "../row.ts";
import { median } from "../samples.ts";

type FileHomeFiles = typeof import("../../../main/adapters/home/fileHomeFiles.ts");

/** From a write by another program until the watch on the file tells of it. */
export const noticed: Row = {
  id: "noticed",
  title: "another program's write → noticed",
  reference: "",
  unit: "ms",
  budget: { atMost: 1_000 },
  async measure({ quick, loadBuilt }) {
    const source = projectFile("main/adapters/home/fileHomeFiles.ts");
    const { createFileHomeFiles } = (await loadBuilt(source)) as FileHomeFiles;
    const text = configOfSize(2_000);
    const home = await createThrowAwayHome({ ".codex/config.toml": text });
    const files = createFileHomeFiles({ home: home.codexHome, clock: { now: () => new Date() } });
    let tell: () => void = () => undefined;
    const stop = files.watch(() => tell());
    try {
      const times: number[] = [];
      for (let round = 0; round < (quick ? 3 : 9); round += 1) {
        await sleep(500); // What the round before set off is over.
        const told = new Promise<void>((resolve) => {
          tell = resolve;
        });
        const startedAt = performance.now();
        await home.write(".codex/config.toml", `${text}# ${round}\n`);
        await withDeadline(told, patience(), "a call of the watch");
        times.push(performance.now() - startedAt);
      }
      return { ours: median(times) };
    } finally {
      stop();
      await home.remove();
    }
  },
};
