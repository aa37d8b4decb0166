import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

const keyBytes = 32;
// A stand-in guards nothing: cheaper than scrypt's default, so that tests do not wait.
const cost = { N: 1024 };

/** Salt and scrypt hash, both hex, with a colon between. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16);
  return `${salt.toString("hex")}:${scryptSync(password, salt, keyBytes, cost).toString("hex")}`;
}

/** Compares in constant time. */
export function isPassword(password: string, passwordHash: string): boolean {
  const [salt = "", hash = ""] = passwordHash.split(":");
  const given = scryptSync(password, Buffer.from(salt, "hex"), keyBytes, cost);
  const wanted = Buffer.from(hash, "hex");
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
