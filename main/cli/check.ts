import { describeCheck, isGood } from "../../app/codex/providerCheck.ts";
import { exitCodes, type OutputOptions, type Terminal } from "./terminal.ts";

/** `check`: asks a provider, the active one unless another is named, whether Codex can work with it. */
export async function check(
  { t, run, data }: Terminal,
  providerId: string | undefined,
  { json }: OutputOptions,
): Promise<void> {
  const report = await run("checkProvider", providerId === undefined ? {} : { providerId });
  if (!report) return;
  const { providerId: id, ...found } = report;
  const words = describeCheck(t, found);
  if (json)
    data(JSON.stringify({ ...report, latencyMs: found.latencyMs ?? null, ...words }, null, 2));
  else data(t("cli.checked", { id, ...words }));
  if (!isGood(found)) process.exitCode = exitCodes.refused;
}
