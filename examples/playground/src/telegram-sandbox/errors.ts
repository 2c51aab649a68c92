/** A refusal in Telegram's own words: becomes `{ok: false, error_code, description, parameters?}`. */
export class BotApiError extends Error {
  readonly code: number;
  readonly parameters: { retry_after: number } | undefined;

  constructor(code: number, description: string, parameters?: { retry_after: number }) {
    super(description);
    this.name = 'BotApiError';
    this.code = code;
    this.parameters = parameters;
  }
}

/** 400 with Telegram's `Bad Request: ` in front. */
export const badRequest = (text: string): BotApiError =>
  new BotApiError(400, `Bad Request: ${text}`);

export const forbidden = (text: string): BotApiError => new BotApiError(403, `Forbidden: ${text}`);

export const conflict = (text: string): BotApiError => new BotApiError(409, `Conflict: ${text}`);

/** 429: `seconds` is what the caller has to wait. */
export const tooManyRequests = (seconds: number): BotApiError =>
  new BotApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
