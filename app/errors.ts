/** Every expected failure of the program. The words for each code are in `i18n/locales`, under `errors`. */
export const errorCodes = [
  "CONFIG_CHANGED",
  "CONFIG_UNREADABLE",
  "CONFIG_NOT_UTF8",
  "CONFIG_TOO_LARGE",
  "CONFIG_READ_ONLY",
  "CONFIG_NOT_A_FILE",
  "CONFIG_BUSY",
  "SYMLINK_LOOP",
  "SYMLINK_TARGET_MISSING",
  "HOME_VANISHED",
  "PERMISSION_DENIED",
  "DISK_FULL",
  "READ_FAILED",
  "WRITE_FAILED",
  "READBACK_MISMATCH",
  "EDIT_NOT_PROVEN",
  "UNSUPPORTED_LAYOUT",
  "PROVIDER_NOT_FOUND",
  "PROVIDER_IN_USE",
  "PROVIDER_WITHOUT_KEY",
  "BLOCK_NOT_FOUND",
  "BLOCK_CONFLICT",
  "BLOCK_TOO_LARGE",
  "BLOCK_NOT_UTF8",
  "BLOCK_UNREADABLE",
  "BLOCK_NEEDS_EXECUTION",
  "BLOCK_ACTIVE_MISSING",
  "RESERVED_PROVIDER_ID",
  "EMPTY_PROVIDER_ID",
  "EMPTY_PROVIDER_NAME",
  "MISSING_BASE_URL",
  "INVALID_BASE_URL",
  "MALFORMED_TOKEN",
  "WRONG_TYPE",
  "UNSUPPORTED_WIRE_API",
  "CONFLICTING_AUTH",
  "CLIPBOARD_EMPTY",
  "FILE_NOT_FOUND",
  "FILE_UNREADABLE",
  "FILE_NOT_OPENED",
  "IMPORT_EXPIRED",
  "BACKUP_NOT_FOUND",
  "NOTHING_TO_UNDO",
  "NOTHING_TO_REPAIR",
  "REPAIR_LOST",
  "FINDING_GONE",
  "SIGNED_OUT",
  "SIGN_IN_CANCELLED",
  "SIGN_IN_TIMED_OUT",
  "SIGN_IN_REFUSED",
  "SIGN_IN_UNAVAILABLE",
  "SIGN_IN_BUSY",
  "TOKEN_CLIPBOARD_EMPTY",
  "DASHBOARD_UNREACHABLE",
  "DASHBOARD_BAD_ANSWER",
  "DASHBOARD_BUSY",
  "DASHBOARD_ADDRESS_REFUSED",
  "DASHBOARD_ADDRESS_MISSING",
  "BROWSER_NOT_OPENED",
  "BALANCE_NOT_FOUND",
  "DOWNLOAD_REFUSED",
  "BLOCK_NOT_IN_ACCOUNT",
  "CODEX_NOT_STARTED",
  "SETTINGS_NOT_SAVED",
  "DIAGNOSTICS_NOT_SAVED",
  "DIAGNOSTICS_EXIST",
  "AUTH_UNREADABLE",
  "INVALID_INPUT",
  "INTERNAL",
] as const;

/** The name of one expected failure. */
export type ErrorCode = (typeof errorCodes)[number];

/** Facts that fill the sentence of an error. Never holds a secret. */
export type ErrorDetail = Readonly<Record<string, string | number>>;

/** A failure as it crosses the process boundary: a code and facts, no prose and no stack. */
export interface Failure {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;
}

/** An expected failure inside the application; `execute` turns it into a {@link Failure}. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, detail: ErrorDetail = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.detail = detail;
  }
}

/** Turns anything thrown into a failure; what is not an {@link AppError} is a bug and becomes `INTERNAL`. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof AppError) return { ok: false, code: thrown.code, detail: thrown.detail };
  return { ok: false, code: "INTERNAL", detail: {} };
}
