import type { DoctorFacts } from "../facts.ts";
import type { Report } from "../finding.ts";

/** That the user wants to be told of what they cannot be told of. */
export function notificationFindings({
  notificationTrouble: variant,
}: DoctorFacts): readonly Report[] {
  if (variant === undefined) return [];
  const id = "notifications-unavailable";
  return [{ id, key: id, details: {}, variant }];
}
