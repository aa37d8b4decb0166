import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { StartFileLanguage } from "../../../app/surroundings/startFileLanguage.ts";
import { ignoringFailure } from "../home/homeErrors.ts";

/** A file that may set variables for what the user starts. */
export interface StartFile {
  readonly path: string;
  readonly language: StartFileLanguage;
  readonly owner: "codexHome" | "user" | "system";
}

/** Where {@link startFiles} looks. */
export interface StartFolders {
  readonly codexHome: string;
  /** The user's home folder. */
  readonly userHome: string;
  /** `$ZDOTDIR`, where zsh is told to look in place of the user's home. */
  readonly zshFolder: string | undefined;
  /** `$XDG_CONFIG_HOME`, else `~/.config`. */
  readonly configFolder: string;
  /** `/etc`, or where a test has put one; undefined on Windows. */
  readonly systemFolder: string | undefined;
  /** The user's documents, on Windows, where PowerShell has its profiles. */
  readonly documents: string | undefined;
}

const shellNames = [
  ".profile",
  ".bash_profile",
  ".bash_login",
  ".bashrc",
  ".bash_aliases",
  ".xprofile",
  ".xsessionrc",
];
const zshNames = [".zshenv", ".zprofile", ".zshrc", ".zlogin"];
const systemNames = [
  "profile",
  "bash.bashrc",
  "bashrc",
  "zshenv",
  "zprofile",
  "zshrc",
  "zsh/zshenv",
  "zsh/zprofile",
  "zsh/zshrc",
];
const profileNames = [
  "profile.ps1",
  "Microsoft.PowerShell_profile.ps1",
  "Microsoft.VSCode_profile.ps1",
];

/** Every file that a shell, or the desktop, reads at its start; most of them do not exist. */
export function startFiles(folders: StartFolders): readonly StartFile[] {
  const { codexHome, userHome, zshFolder, configFolder, systemFolder, documents } = folders;
  const inFolder =
    (language: StartFileLanguage, owner: StartFile["owner"], folder: string) =>
    (name: string): StartFile => ({ path: join(folder, name), language, owner });
  const files = [
    inFolder("dotenv", "codexHome", codexHome)(".env"),
    ...shellNames.map(inFolder("shell", "user", userHome)),
    ...zshNames.map(inFolder("shell", "user", zshFolder ?? userHome)),
    inFolder("fish", "user", join(configFolder, "fish"))("config.fish"),
    ...namesIn(join(configFolder, "fish", "conf.d"), ".fish").map(
      inFolder("fish", "user", join(configFolder, "fish", "conf.d")),
    ),
    ...namesIn(join(configFolder, "environment.d"), ".conf").map(
      inFolder("dotenv", "user", join(configFolder, "environment.d")),
    ),
    ...powershellFolders(configFolder, documents).flatMap((folder) =>
      profileNames.map(inFolder("powershell", "user", folder)),
    ),
  ];
  if (systemFolder === undefined) return files;
  return [
    ...files,
    inFolder("dotenv", "system", systemFolder)("environment"),
    ...systemNames.map(inFolder("shell", "system", systemFolder)),
    ...namesIn(join(systemFolder, "profile.d"), ".sh").map(
      inFolder("shell", "system", join(systemFolder, "profile.d")),
    ),
    inFolder("fish", "system", join(systemFolder, "fish"))("config.fish"),
  ];
}

function powershellFolders(configFolder: string, documents: string | undefined): string[] {
  if (documents === undefined) return [join(configFolder, "powershell")];
  return ["PowerShell", "WindowsPowerShell"].map((name) => join(documents, name));
}

function namesIn(folder: string, ending: string): string[] {
  const names = ignoringFailure(() => readdirSync(folder)) ?? [];
  return names.filter((name) => name.endsWith(ending)).sort();
}
