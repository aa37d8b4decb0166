import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { AppError } from "../../app/errors.ts";
import type { LoginItem } from "../../app/loginItem.ts";

/** Where desktops on Linux look for what to start with them (Desktop Application Autostart Specification). */
export function autostartPath(env: NodeJS.ProcessEnv): string {
  return join(
    env.XDG_CONFIG_HOME || join(homedir(), ".config"),
    "autostart",
    "photonmark-codex.desktop",
  );
}

/**
 * Starts a program with the desktop by a file in the autostart folder.
 *
 * @param command - the program and its arguments
 */
export function createAutostartFile(path: string, command: readonly string[]): LoginItem {
  return {
    async isOn() {
      const text = existsSync(path) ? readFileSync(path, "utf8") : "";
      // Desktops switch an entry off by a word in it.
      return text !== "" && !/^(?:Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(text);
    },
    async set(isOn) {
      try {
        if (!isOn) return rmSync(path, { force: true });
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, desktopEntry(command), { mode: 0o644 });
      } catch (error) {
        throw new AppError("SETTINGS_NOT_SAVED", { path }, { cause: error });
      }
    },
  };
}

function desktopEntry(command: readonly string[]): string {
  return [
    "[Desktop Entry]",
    "Type=Application",
    "Name=PhotonMark Codex",
    `Exec=${command.map(quoted).join(" ")}`,
    "Icon=photonmark-codex",
    "Terminal=false",
    "X-GNOME-Autostart-enabled=true",
    "",
  ].join("\n");
}

/** Quotes an argument as the Desktop Entry Specification wants it: first for `Exec`, then for a string. */
function quoted(argument: string): string {
  const forExec = argument.replace(/["`$\\]/g, "\\$&").replaceAll("%", "%%");
  return `"${forExec.replaceAll("\\", "\\\\")}"`;
}
