import type { CommandName } from "../../app/commandNames.ts";
import type { Input, Reply } from "../../app/contract.ts";
import { bridge } from "../bridge.ts";

/** Runs a command in the main process behind the user's back: nothing in the window shows that it runs. */
export function ask<Name extends CommandName>(
  name: Name,
  input: Input<Name>,
): Promise<Reply<Name>> {
  const command = bridge()[name] as (input: Input<Name>) => Promise<Reply<Name>>;
  return command(input);
}
