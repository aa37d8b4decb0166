/**
 * A word for why a request failed: `ECONNREFUSED`, `ERR_CERT_AUTHORITY_INVALID`, `redirect`, `network`. Never the
 * message itself, in which a library may quote the request.
 */
export function failureReason(error: unknown): string {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    if (/redirect/i.test(inner.message)) return "redirect";
    const code = "code" in inner && typeof inner.code === "string" ? inner.code : undefined;
    if (code !== undefined && /^[A-Z][A-Z0-9_]{2,60}$/.test(code)) return code;
    // Chromium's network stack has its codes in the message.
    const name = /\bnet::(ERR_[A-Z0-9_]{2,60})/.exec(inner.message)?.[1];
    if (name !== undefined) return name;
  }
  return "network";
}
