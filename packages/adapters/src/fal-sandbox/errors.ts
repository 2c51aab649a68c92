/** How a job ends badly, in fal's two forms: https://docs.fal.ai/model-apis/errors and …/request-errors. */
export interface RunFailure {
  readonly status: number;
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly billed: boolean;
}

export interface ErrorDetail {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
  readonly ctx?: Readonly<Record<string, unknown>>;
  readonly input?: unknown;
}

const modelErrors = new Map<string, { status: number; retryable?: true; msg: string }>(
  Object.entries({
    internal_server_error: { status: 500, retryable: true as const, msg: 'Internal server error' },
    generation_timeout: { status: 504, retryable: true as const, msg: 'Generation timed out' },
    downstream_service_error: {
      status: 400,
      retryable: true as const,
      msg: 'Downstream service error',
    },
    downstream_service_unavailable: {
      status: 500,
      retryable: true as const,
      msg: 'Downstream service unavailable',
    },
    content_policy_violation: {
      status: 422,
      msg: 'The content could not be processed because it was flagged by a content checker.',
    },
    no_media_generated: { status: 422, msg: 'No media was generated' },
    face_detection_error: { status: 422, msg: 'Could not detect a face in the image' },
    invalid_archive: { status: 422, msg: 'The archive is not a valid ZIP file' },
    image_load_error: { status: 422, msg: 'Could not load the image' },
    file_download_error: { status: 422, msg: 'Could not download the file' },
  }),
);

const requestErrors = new Map<string, { status: number; detail: string }>(
  Object.entries({
    request_timeout: { status: 504, detail: 'Request timed out' },
    startup_timeout: { status: 504, detail: 'Runner did not start in time' },
    runner_scheduling_failure: { status: 503, detail: 'No runner available' },
    runner_connection_timeout: { status: 503, detail: 'Runner connection timed out' },
    runner_disconnected: { status: 503, detail: 'Runner disconnected' },
    runner_connection_refused: { status: 503, detail: 'Runner refused the connection' },
    runner_connection_error: { status: 503, detail: 'Runner connection error' },
    runner_incomplete_response: { status: 502, detail: 'Runner sent an incomplete response' },
    runner_server_error: { status: 500, detail: 'Runner error' },
    client_disconnected: { status: 499, detail: 'Client disconnected' },
    client_cancelled: { status: 499, detail: 'Request was cancelled' },
    bad_request: { status: 400, detail: 'Bad request' },
    internal_error: { status: 500, detail: 'Internal error' },
  }),
);

/** fal bills a run that did its work: a picture held back by the checker costs what it costs. */
const billedTypes = new Set(['content_policy_violation', 'no_media_generated']);

const documentationUrl = (type: string): string => `https://docs.fal.ai/errors#${type}`;

/** Several details in one failure, as for an input with several wrong fields. */
export const validationFailure = (details: readonly ErrorDetail[]): RunFailure => {
  const type = details[0]?.type ?? 'value_error';
  const known = modelErrors.get(type);
  return {
    status: known?.status ?? 422,
    type,
    body: { detail: details.map((detail) => ({ ...detail, url: documentationUrl(detail.type) })) },
    headers: { 'X-Fal-Retryable': String(known?.retryable ?? false) },
    billed: billedTypes.has(type),
  };
};

/** One typed model error; `message` and `loc` have usual values. */
export const modelFailure = (
  type: string,
  detail: { loc?: ErrorDetail['loc']; msg?: string; ctx?: Readonly<Record<string, unknown>> } = {},
): RunFailure =>
  validationFailure([
    {
      loc: detail.loc ?? ['body'],
      msg: detail.msg ?? modelErrors.get(type)?.msg ?? 'The input could not be processed',
      type,
      ...(detail.ctx && { ctx: detail.ctx }),
    },
  ]);

/** A failure of the machinery round the model: flat body, type repeated in a header. */
const requestFailure = (type: string): RunFailure => {
  const { status, detail } = requestErrors.get(type) ?? { status: 500, detail: 'Internal error' };
  return {
    status,
    type,
    body: { detail, error_type: type },
    headers: { 'X-Fal-Error-Type': type },
    billed: false,
  };
};

/** The failure that a type names, whichever of the two forms it has. A model's may name a file. */
export const failureOfType = (type: string, file?: string): RunFailure =>
  requestErrors.has(type)
    ? requestFailure(type)
    : modelFailure(type, file === undefined ? {} : { ctx: { file_name: file } });

/** Thrown by whatever performs a run, to end it with this failure. */
export class RunFailed extends Error {
  override readonly name = 'RunFailed';
  readonly failure: RunFailure;
  constructor(failure: RunFailure) {
    super(failure.type);
    this.failure = failure;
  }
}

export const failRun = (...args: Parameters<typeof modelFailure>): never => {
  throw new RunFailed(modelFailure(...args));
};
