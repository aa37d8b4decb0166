import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Account, SandboxState } from "../sandboxState.ts";
import { hashPassword, isPassword } from "./password.ts";

/** What the sign-up form sends. */
export const signUpSchema = z.object({
  name: z.string().trim().min(1, "Enter your name.").max(80, "That name is too long."),
  email: z.email("Enter an e-mail address.").max(120, "That address is too long."),
  password: z
    .string()
    .min(8, "Use 8 characters or more for the password.")
    .max(200, "That password is too long."),
});

/** What the sign-in form sends. */
export const signInSchema = z.object({ email: z.string().max(120), password: z.string().max(200) });

/** Why a sign-in was refused. */
export type SignInRefusal = "wrong" | "unverified";

/** Creates an account that still has to be verified; undefined when the address is taken. */
export function signUp(
  state: SandboxState,
  given: z.output<typeof signUpSchema>,
  now: Date,
): Account | undefined {
  const email = given.email.toLowerCase();
  if (state.accounts.some((account) => account.email === email)) return undefined;
  const account: Account = {
    id: `acct_${randomBytes(8).toString("hex")}`,
    email,
    name: given.name,
    passwordHash: hashPassword(given.password),
    isVerified: false,
    verificationCode: randomBytes(16).toString("hex"),
    createdAt: now.toISOString(),
  };
  state.accounts.push(account);
  return account;
}

/** Marks the account of the code from the verification mail as verified. */
export function verifyEmail(state: SandboxState, code: string): Account | undefined {
  const account = state.accounts.find(({ verificationCode }) => verificationCode === code);
  if (account) account.isVerified = true;
  return account;
}

/** The account of these credentials, or why not. An unknown address and a wrong password answer alike. */
export function signIn(
  state: SandboxState,
  given: z.output<typeof signInSchema>,
): Account | SignInRefusal {
  const email = given.email.trim().toLowerCase();
  const account = state.accounts.find((one) => one.email === email);
  if (!account || !isPassword(given.password, account.passwordHash)) return "wrong";
  return account.isVerified ? account : "unverified";
}
