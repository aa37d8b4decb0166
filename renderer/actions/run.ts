import type { CommandName } from "../../app/commandNames.ts";
import type { Input, Reply } from "../../app/contract.ts";
import { bridge } from "../bridge.ts";
import { useFlow } from "../flow.ts";

/** Runs a command in the main process, and lets the window show that something is under way. */
export async function run<Name extends CommandName>(
  name: Name,
  input: Input<Name>,
): Promise<Reply<Name>> {
  useFlow.setState(({ pending }) => ({ pending: pending + 1 }));
  try {
    const command = bridge()[name] as (input: Input<Name>) => Promise<Reply<Name>>;
    return await command(input);
  } finally {
    useFlow.setState(({ pending }) => ({ pending: pending - 1 }));
  }
}
