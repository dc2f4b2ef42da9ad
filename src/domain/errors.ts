/**
 * Every failure that a person may see is a WenceError: a stable code, a clear Chinese message for the reader
 * and an English detail for the developer. `status` is the HTTP status the API answers with.
 */
export abstract class WenceError extends Error {
  abstract readonly code: string;
  abstract readonly status: number;
  readonly detail: string;

  constructor(message: string, detail = '', options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.detail = detail;
  }
}

export class InvalidInputError extends WenceError {
  readonly code = 'invalid_input';
  readonly status = 400;
}

export class UnauthorizedError extends WenceError {
  readonly code = 'unauthorized';
  readonly status = 401;
}

/** Nobody has signed in, or the session is over. */
export class SignedOutError extends WenceError {
  readonly code = 'signed_out';
  readonly status = 401;
}

/** Login, password or code is wrong; which of them is not said. */
export class LoginFailedError extends WenceError {
  readonly code = 'login_failed';
  readonly status = 401;
}

/** The password is right; the code of the second factor is missing. */
export class CodeNeededError extends WenceError {
  readonly code = 'code_needed';
  readonly status = 401;
}

export class ForbiddenError extends WenceError {
  readonly code = 'forbidden';
  readonly status = 403;
}

/** A request that changes something came without the session's proof, or from another site. */
export class CrossSiteError extends WenceError {
  readonly code = 'cross_site';
  readonly status = 403;
}

/** The account has to set its own password, or its second factor, before anything else. */
export class SetupNeededError extends WenceError {
  readonly code: 'password_needed' | 'totp_needed';
  readonly status = 403;

  constructor(code: 'password_needed' | 'totp_needed', message: string, detail: string) {
    super(message, detail);
    this.code = code;
  }
}

export class NotFoundError extends WenceError {
  readonly code = 'not_found';
  readonly status = 404;
}

export class ConflictError extends WenceError {
  readonly code = 'conflict';
  readonly status = 409;
}

export class TooLargeError extends WenceError {
  readonly code = 'too_large';
  readonly status = 413;
}

export class UnsupportedMediaTypeError extends WenceError {
  readonly code = 'unsupported_media_type';
  readonly status = 415;
}

export class UnprocessableError extends WenceError {
  readonly code = 'unprocessable';
  readonly status = 422;
}

export class RateLimitedError extends WenceError {
  readonly code = 'rate_limited';
  readonly status = 429;
  /** When to come back, where that is known. */
  readonly retryAfterSeconds: number | null;

  constructor(message: string, detail = '', retryAfterSeconds: number | null = null) {
    super(message, detail);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A file that could not be read because it is damaged: the ingest report shows code and reason, the other files go on. */
export class ParseError extends WenceError {
  readonly code = 'file_damaged';
  readonly status = 422;
}

/** A file without a byte, or without a word of text. */
export class EmptyFileError extends WenceError {
  readonly code = 'file_empty';
  readonly status = 422;
}

/** A file that asks for a password, or is under rights management. */
export class EncryptedFileError extends WenceError {
  readonly code = 'file_encrypted';
  readonly status = 422;
}

/** A file beyond a limit: bytes, unpacked bytes, pages, cells, entries, depth. */
export class FileTooLargeError extends WenceError {
  readonly code = 'file_too_large';
  readonly status = 413;
}

/** Reading a file took longer than a file may take. */
export class ReadTimeoutError extends WenceError {
  readonly code = 'read_timeout';
  readonly status = 422;
}

/** Reading a file took more memory than a file may take, or ended the reading process. */
export class ReadMemoryError extends WenceError {
  readonly code = 'read_out_of_memory';
  readonly status = 422;
}

export class UnsupportedFormatError extends WenceError {
  readonly code = 'unsupported_format';
  readonly status = 415;
}

/** Settings or the manifest are wrong; the program cannot start or the run cannot begin. */
export class ConfigError extends WenceError {
  readonly code = 'config_invalid';
  readonly status = 500;
}

export class ModelError extends WenceError {
  readonly code = 'model_failed';
  readonly status = 503;
}

/** Another service that this needs does not answer. */
export class UnavailableError extends WenceError {
  readonly code = 'unavailable';
  readonly status = 503;
}

/** More comes in at once than there is room for; it passes by itself. */
export class BusyError extends WenceError {
  readonly code = 'busy';
  readonly status = 503;
  readonly retryAfterSeconds: number;

  constructor(message: string, detail: string, retryAfterSeconds: number) {
    super(message, detail);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The base cannot be opened, is damaged, or was written by a newer version. */
export class StoreError extends WenceError {
  readonly code = 'store_failed';
  readonly status = 503;
}
