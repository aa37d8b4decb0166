import type { DevicePrompt, SignInWay } from "../../app/account/session.ts";
import { formatBalance } from "../../app/i18n/formatBalance.ts";
import { exitCodes, type OutputOptions, type Terminal } from "./terminal.ts";

/** `login`: in the browser of this computer, or with a code on any device. */
export async function login(
  { application, t, run, message, dashboardAddress }: Terminal,
  { device }: { readonly device?: true },
): Promise<void> {
  if (dashboardAddress() === "") {
    const [what, next] = [t("errors.DASHBOARD_ADDRESS_MISSING.what"), t("cli.giveDashboard")];
    message(t("cli.error", { what, next, code: "DASHBOARD_ADDRESS_MISSING" }));
    process.exitCode = exitCodes.refused;
    return;
  }
  const onPrompt = ({ userCode, verificationUrl }: DevicePrompt) =>
    message(t("cli.devicePrompt", { url: verificationUrl, code: userCode }));
  const way: Exclude<SignInWay, { kind: "token" }> = device
    ? { kind: "device", onPrompt }
    : { kind: "browser" };
  await run("signIn", { way });
  const { account } = application.getState();
  if (account.status !== "signedIn") return;
  message(t("cli.signedIn", { email: account.email }));
  if (account.keeping.place === "memory") message(t("cli.keptInMemory"));
}

/** `logout`: revokes the session and forgets it, also when the service cannot be reached. */
export async function logout({ application, t, run, message }: Terminal): Promise<void> {
  await run("resumeSession", {});
  const { account, dashboard } = application.getState();
  const outcome = await run("signOut", {});
  if (!outcome) return;
  if (account.status === "signedOut" && !dashboard.keeping) message(t("cli.notSignedIn"));
  else message(t(outcome.isRevoked ? "cli.signedOut" : "cli.signedOutOffline"));
}

/** `balances`: the useful ones first. */
export async function showBalances(
  { application, t, language, run, data, message, fail }: Terminal,
  { json }: OutputOptions,
): Promise<void> {
  await run("reload", { askCodex: false });
  await run("resumeSession", {});
  const { account, balances } = application.getState();
  const { items, fetchedAt, problem } = balances;
  if (account.status !== "signedIn") {
    const failure = { ok: false, code: "SIGNED_OUT", detail: {} } as const;
    if (json) data(JSON.stringify(failure, null, 2));
    return fail(failure);
  }
  if (json) data(JSON.stringify({ fetchedAt: fetchedAt ?? null, balances: items }, null, 2));
  else if (items.length === 0 && !problem) message(t("cli.noBalances"));
  else
    for (const balance of items) {
      const mark = balance.isInUse ? "*" : " ";
      data(
        `${mark} ${balance.providerId}  ${balance.name}  ${formatBalance(balance, t, language)}`,
      );
    }
  if (!problem) return;
  if (fetchedAt !== undefined) message(t("cli.balancesAge", { time: fetchedAt }));
  fail(problem);
}
