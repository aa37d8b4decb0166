import type { Application } from "../../app/application.ts";
import { describeCheck, isGood } from "../../app/codex/providerCheck.ts";
import { withVisibleTricksInLines } from "../../app/config/visibleText.ts";
import { exitCodes, type OutputOptions, type Terminal } from "./terminal.ts";

/** `check`: asks a provider, the active one unless another is named, whether Codex can work with it. */
export async function check(
  { application, t, data, message, fail }: Terminal,
  providerId: string | undefined,
  { json }: OutputOptions,
): Promise<void> {
  const wanted = providerId === undefined ? {} : { providerId };
  const reply = await application.execute("checkProvider", wanted);
  if (!reply.ok) {
    if (json) data(JSON.stringify(reply, null, 2));
    const { code, detail } = reply;
    if (code !== "PROVIDER_NOT_FOUND" || detail.nearest !== undefined) return fail(reply);
    message(withVisibleTricksInLines(t("cli.notChecked", { id: String(detail.providerId), code })));
    process.exitCode = exitCodes.refused;
    return;
  }
  const report = reply.value;
  const { providerId: id, ...found } = report;
  const described = describeCheck(t, found);
  const lacksLogin = isGood(found) && (await isLoginMissing(application, id));
  const words = lacksLogin ? { ...described, next: t("cli.needsLogin") } : described;
  if (json)
    data(JSON.stringify({ ...report, latencyMs: found.latencyMs ?? null, ...words }, null, 2));
  else data(t("cli.checked", { id, ...words }));
  if (!isGood(found)) process.exitCode = exitCodes.refused;
}

/** A key that is accepted is not all that Codex wants of a balance that goes with the user's own account. */
async function isLoginMissing(application: Application, providerId: string): Promise<boolean> {
  await application.execute("reload", { askCodex: false });
  await application.execute("diagnose", {});
  const { health, activeProviderId } = application.getState();
  const isAsked = health.findings.some(({ id }) => id === "not-logged-in");
  return isAsked && activeProviderId === providerId;
}
