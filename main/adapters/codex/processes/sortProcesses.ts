import type { CodexProcessKind } from "../../../../app/codex/codexProcesses.ts";
import { type CodexRole, codexRole } from "./codexRole.ts";

/** A process as the system tells it. Its arguments may hold secrets and go no further. */
export interface SystemProcess {
  readonly pid: number;
  readonly parent: number;
  /** The path of its program, or its name where the path is not to be had. */
  readonly program: string;
  /** Without the program's own name. */
  readonly args: readonly string[];
  readonly startedAt: Date;
}

/** A process of Codex with what it is for. */
export interface SortedProcess {
  readonly process: SystemProcess;
  readonly kind: CodexProcessKind;
  readonly host: string | undefined;
}

/** Editors that run Codex behind an extension, by the name of their program, without regard to case. */
const editors: readonly (readonly [RegExp, string])[] = [
  [/^code( helper.*)?$/, "Visual Studio Code"],
  [/^code[- ]insiders( helper.*)?$/, "Visual Studio Code Insiders"],
  [/^cursor( helper.*)?$/, "Cursor"],
  [/^windsurf( helper.*)?$/, "Windsurf"],
  [/^(?:vs)?codium( helper.*)?$/, "VSCodium"],
  [/^zed(?:-editor)?$/, "Zed"],
  [
    /^(?:idea|pycharm|webstorm|goland|clion|rider|rubymine|phpstorm|rustrover)(?:64)?$/,
    "JetBrains",
  ],
  [/^xcode$/, "Xcode"],
];

/** The folder of the extension that brings Codex into editors; remote editors have no program of their own name. */
const extensionFolder = /[\\/]extensions[\\/]openai\.chatgpt-/i;

/**
 * Picks the processes of Codex that can hold a chat. What belongs to the desktop app is left out: it comes and goes
 * with it.
 *
 * @param isDesktop - whether a process is of the desktop app, by more than its name
 */
export function sortProcesses(
  processes: readonly SystemProcess[],
  isDesktop: (process: SystemProcess) => boolean,
): readonly SortedProcess[] {
  const byPid = new Map(processes.map((process) => [process.pid, process]));
  const desktop = new Set(processes.filter(isDesktop).map(({ pid }) => pid));
  return processes
    .flatMap((process): SortedProcess[] => {
      const ancestors = ancestorsOf(process, byPid);
      if (ancestors.some(({ pid }) => desktop.has(pid))) return [];
      if (desktop.has(process.pid)) return [{ process, kind: "desktop", host: undefined }];
      const role = isCodex(process) ? codexRole(process.args) : undefined;
      return role ? [{ process, ...kindOf(role, process, ancestors) }] : [];
    })
    .toSorted((a, b) => a.process.startedAt.getTime() - b.process.startedAt.getTime());
}

function kindOf(
  role: CodexRole,
  process: SystemProcess,
  ancestors: readonly SystemProcess[],
): Omit<SortedProcess, "process"> {
  if (role !== "appServer") return { kind: role, host: undefined };
  for (const { program } of ancestors) {
    const name = nameOf(program).toLowerCase();
    const editor = editors.find(([pattern]) => pattern.test(name));
    if (editor) return { kind: "editor", host: editor[1] };
  }
  if (extensionFolder.test(process.program)) return { kind: "editor", host: undefined };
  const parent = ancestors[0];
  const isOrphan = parent === undefined || parent.pid <= 1;
  return { kind: "server", host: isOrphan ? undefined : nameOf(parent.program) };
}

/** Parent first. A pid that was given to a younger process is no parent. */
function ancestorsOf(
  process: SystemProcess,
  byPid: ReadonlyMap<number, SystemProcess>,
): readonly SystemProcess[] {
  const ancestors: SystemProcess[] = [];
  let child = process;
  for (;;) {
    const parent = byPid.get(child.parent);
    const isOlder = parent && parent.startedAt.getTime() <= child.startedAt.getTime() + 1000;
    if (!parent || !isOlder || parent === child || ancestors.includes(parent)) return ancestors;
    ancestors.push(parent);
    child = parent;
  }
}

/** Whether the program is the one of Codex: `codex`, or named with its target as in a release's archive. */
function isCodex({ program }: SystemProcess): boolean {
  return /^codex(?:-(?:x86_64|aarch64)-[\w.-]+)?$/i.test(nameOf(program));
}

/** The name of a program without folder and `.exe`; an update leaves ` (deleted)` behind it on Linux. */
function nameOf(program: string): string {
  const name = program.slice(Math.max(program.lastIndexOf("/"), program.lastIndexOf("\\")) + 1);
  return name.replace(/ \(deleted\)$/, "").replace(/\.exe$/i, "");
}
