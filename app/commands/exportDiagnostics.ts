import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { diagnose } from "../doctor/diagnose.ts";
import { diagnosticsFiles } from "../doctor/diagnostics.ts";
import { factsAround } from "../doctor/factsAround.ts";
import { viewOfFinding } from "../doctor/viewOfFinding.ts";
import { AppError } from "../errors.ts";
import { checkNotifications } from "./checkNotifications.ts";

/**
 * Writes an archive for support where the user wants it: findings, versions, config.toml and log without secrets.
 *
 * @returns whether it was written; false when the user cancelled
 * @throws AppError `DIAGNOSTICS_NOT_SAVED`, `DIAGNOSTICS_EXIST`
 */
export async function exportDiagnostics(
  context: CommandContext,
  input: Input<"exportDiagnostics">,
): Promise<{ readonly isSaved: boolean }> {
  const { homeFiles, surroundings, diagnostics, clock } = context.ports;
  if (!diagnostics) throw new AppError("DIAGNOSTICS_NOT_SAVED", { path: "" });
  const path = "path" in input ? input.path : await diagnostics.choosePath(nameAt(clock.now()));
  if (path === undefined) return { isSaved: false };
  const config = await homeFiles.read();
  const around = await surroundings.look(config.home);
  await checkNotifications(context);
  const state = context.getState();
  const findings = diagnose({
    ...factsAround(context, config),
    surroundings: around,
    hasLookedAround: true,
  });
  const { machine, log, userHome } = await diagnostics.gather();
  await diagnostics.save(
    path,
    diagnosticsFiles({
      now: clock.now(),
      state,
      configText: config.text,
      findings: findings.map((finding) => viewOfFinding(finding, config.path)),
      surroundings: around,
      machine,
      log,
      userHome,
    }),
    // The dialog has asked; a path from the terminal may be a slip.
    !("path" in input),
  );
  return { isSaved: true };
}

function nameAt(now: Date): string {
  return `photonmark-codex-${now.toISOString().slice(0, 16).replace(/[T:]/g, "-")}.zip`;
}
