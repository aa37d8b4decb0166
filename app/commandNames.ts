/** The commands a view may ask for. Stands apart from the contract so that the preload needs no zod. */
export const commandNames = [
  "reload",
  "readConfig",
  "preview",
  "activate",
  "removeProvider",
  "stageBlock",
  "importBlock",
  "listBackups",
  "restoreBackup",
  "undo",
  "resumeSession",
  "signIn",
  "cancelSignIn",
  "signOut",
  "openDashboard",
  "refreshBalances",
  "propose",
  "readUsage",
  "openTopUp",
  "changeSettings",
  "chooseCodex",
  "checkProvider",
  "listCodexProcesses",
  "restartCodexDesktop",
  "chooseCodexDesktop",
  "onboard",
] as const;

/** The name of one command. */
export type CommandName = (typeof commandNames)[number];
