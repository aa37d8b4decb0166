import type { CommandName } from "../../app/commandNames.ts";
import type { Input, Reply } from "../../app/contract.ts";
import { useFlow } from "../flow.ts";
import { ask } from "./ask.ts";

/** Runs a command in the main process, and lets the window show that something is under way. */
export async function run<Name extends CommandName>(
  name: Name,
  input: Input<Name>,
): Promise<Reply<Name>> {
  useFlow.setState(({ pending }) => ({ pending: pending + 1 }));
  try {
    return await ask(name, input);
  } finally {
    useFlow.setState(({ pending }) => ({ pending: pending - 1 }));
  }
}
