import { isHarmlessValue, isSecretName } from "./secretPaths.ts";

/** Whether an argument says that the next one is secret, such as `--api-key`. */
export function isSecretFlag(argument: string): boolean {
  const name = argument.replace(/[=:]$/, "");
  const isFlag = /^-[\w.-]+$/.test(name) || (name !== argument && /^[\w.-]+$/.test(name));
  return isFlag && isSecretName(name);
}

/** Whether an argument is followed by a name and a password, as `curl --user` is. */
export function isUserFlag(argument: string): boolean {
  return argument === "-u" || /^--(?:proxy-)?user$/.test(argument);
}

/** Whether an argument is the secret that the one before it asks for. */
export function isSecretAfter(flag: string | undefined, argument: string | undefined): boolean {
  if (flag === undefined) return false;
  if (isUserFlag(flag)) return argument?.includes(":") ?? false;
  if (!isSecretFlag(flag) || isFlag(argument ?? "")) return false;
  return !isHarmlessValue(flag, argument ?? "0");
}

function isFlag(argument: string): boolean {
  return /^--[A-Za-z]|^-[A-Za-z]$/.test(argument);
}

/** Whether a line of a list that is not TOML ends with a flag whose value is on the next line. */
export function endsWithSecretFlag(line: string): boolean {
  return isSecretFlag(/([\w.-]+)["']?\s*,?$/.exec(line.slice(-100))?.[1] ?? "");
}
