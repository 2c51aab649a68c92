/** A refusal in OpenAI's shape. @see https://platform.openai.com/docs/guides/error-codes */
export class OpenaiApiError extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | null;
  readonly param: string | null;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    message: string,
    details: {
      type?: string;
      code?: string;
      param?: string;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.type = details.type ?? 'invalid_request_error';
    this.code = details.code ?? null;
    this.param = details.param ?? null;
    this.headers = details.headers ?? {};
  }

  toJSON(): unknown {
    const { message, type, param, code } = this;
    return { error: { message, type, param, code } };
  }
}

export const invalidApiKey = (): OpenaiApiError =>
  new OpenaiApiError(401, 'Incorrect API key provided.', { code: 'invalid_api_key' });

export const unknownModel = (model: string): OpenaiApiError =>
  new OpenaiApiError(404, `The model '${model}' does not exist or you do not have access to it.`, {
    code: 'model_not_found',
    param: 'model',
  });

export const badRequest = (message: string, param?: string, code?: string): OpenaiApiError =>
  new OpenaiApiError(400, message, {
    ...(param !== undefined && { param }),
    ...(code !== undefined && { code }),
  });
