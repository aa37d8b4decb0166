import type { FaultList } from "./admin/faultList.ts";
import type { Turn } from "./gateway/turn.ts";
import type { SandboxSettings } from "./sandboxOptions.ts";
import type { SandboxState } from "./sandboxState.ts";

/** What every part of the sandbox works on. */
export interface SandboxContext {
  /** Where it can be reached: `http://127.0.0.1:<port>`. */
  readonly origin: string;
  readonly state: SandboxState;
  readonly settings: SandboxSettings;
  readonly adminSecret: string;
  readonly faults: FaultList;
  /** The turns the gateway answered or refused, oldest first. */
  readonly turns: Turn[];
  /** The service's time, which may differ from the machine's. */
  now(): Date;
}
