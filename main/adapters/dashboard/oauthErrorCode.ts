/**
 * The error code (RFC 6749, 5.2) in an error of the OAuth library, which has it where the service refused; undefined
 * for any other error.
 */
export function oauthErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error && "error" in error && typeof error.error === "string"))
    return undefined;
  // It is shown, so it must be a code and not whatever the other side liked to send.
  return /^[a-z_]{1,40}$/.test(error.error) ? error.error : "unknown";
}
