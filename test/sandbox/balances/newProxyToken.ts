import { randomBytes } from "node:crypto";
import type { Service } from "../sandboxState.ts";

/** A token for the gateway that nobody can take for a real one. */
export function newProxyToken(service: Service): string {
  return `pmx-sandbox-fake-${service}-${randomBytes(12).toString("hex")}`;
}
