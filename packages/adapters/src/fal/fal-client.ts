import { createFalClient, type FalClient as VendorClient } from '@fal-ai/client';
import type { CancelAnswer, ProviderRequestId, RunHandle } from '@aisha/core';
import { falAddresses, type FalAddressOptions } from './fal-addresses.ts';
import { portErrorOf, type FalOperation } from './fal-errors.ts';
import { FalProblem, type FalAnswer } from './fal-problem.ts';
import { requestIdSchema, statusSchema, submittedSchema, type FalStatus } from './fal-schemas.ts';
import { falAgents, falFetch } from './fal-transport.ts';

export type FalClientOptions = FalAddressOptions & {
  readonly apiKey: string;
  /** How long each call may take as a whole, in milliseconds. */
  readonly timeouts?: Partial<Record<FalOperation | 'connect', number>>;
  /** Takes note of every call, and changes nothing. */
  readonly around?: <T>(operation: FalOperation, call: () => Promise<T>) => Promise<T>;
};

export type FalSubmission = {
  readonly endpoint: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly webhookUrl: string | undefined;
  /** The run is given up when it has not begun by then. */
  readonly startWithinSeconds: number;
  /** How long fal keeps the files that the run makes. */
  readonly filesKept: FileLifetime;
};

export type FileLifetime = '1d' | '7d' | '30d';

export type FalResult =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly answer: FalAnswer };

/**
 * fal's queue and storage through `@fal-ai/client`. Every call has a deadline and a largest answer;
 * `submit` sends one request or none. Errors are `PortError`s, as `AvatarTrainer` lists them.
 */
export type FalClient = {
  submit(submission: FalSubmission): Promise<RunHandle>;
  /** Undefined where fal knows no such run. */
  status(run: RunHandle, options: { logs: boolean }): Promise<FalStatus | undefined>;
  /** The output of a completed run, or the answer that it failed with. */
  result(run: RunHandle): Promise<FalResult>;
  cancel(run: RunHandle): Promise<CancelAnswer>;
  /** Answers the file's address. Above 90 MiB it goes in parts. */
  upload(file: File, options: { kept: FileLifetime }): Promise<string>;
  close(): Promise<void>;
};

const defaultTimeouts: Record<FalOperation | 'connect', number> = {
  connect: 5_000,
  submit: 30_000,
  status: 15_000,
  result: 30_000,
  cancel: 15_000,
  upload: 600_000,
};

const largestAnswer = 8 * 1024 * 1024;
/** 10 MiB a part, three attempts each, and the requests round them: enough for 1 GiB. */
const uploadRequests = 320;

export const falClient = (options: FalClientOptions): FalClient => {
  const addresses = falAddresses(options);
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const agents = falAgents(timeouts.connect);

  /** A client a call: each has its own deadline and its own count of requests. */
  const call = async <T>(
    operation: FalOperation,
    use: (client: VendorClient) => Promise<T>,
  ): Promise<T> => {
    let last: unknown;
    const send = falFetch({
      addresses,
      dispatcher: operation === 'submit' ? agents.submitting : agents.others,
      deadline: AbortSignal.timeout(timeouts[operation]),
      maxBytes: largestAnswer,
      maxRequests: operation === 'upload' ? uploadRequests : 1,
    });
    const client = createFalClient({
      credentials: options.apiKey,
      requestMiddleware: async (request) => ({ ...request, url: addresses.redirect(request.url) }),
      fetch: (input, init) =>
        send(input, init).catch((error: unknown) => {
          last = error;
          throw error;
        }),
    });
    return use(client).catch((error: unknown) => {
      // The client hides why a part of an upload failed; what we saw ourselves is the reason.
      throw error instanceof FalProblem ? error : (last ?? error);
    });
  };

  return { ...noted(queueCalls(call), options.around), close: () => agents.close() };
};

const noted = (
  calls: Omit<FalClient, 'close'>,
  around: FalClientOptions['around'] = (_, call) => call(),
): Omit<FalClient, 'close'> => ({
  submit: (submission) => around('submit', () => calls.submit(submission)),
  status: (run, asked) => around('status', () => calls.status(run, asked)),
  result: (run) => around('result', () => calls.result(run)),
  cancel: (run) => around('cancel', () => calls.cancel(run)),
  upload: (file, kept) => around('upload', () => calls.upload(file, kept)),
});

type Call = <T>(operation: FalOperation, use: (client: VendorClient) => Promise<T>) => Promise<T>;

const queueCalls = (call: Call): Omit<FalClient, 'close'> => ({
  submit: async (submission) => {
    const answer = await call('submit', (client) => submitTo(client, submission)).catch(
      rethrowAs('submit'),
    );
    const parsed = submittedSchema.safeParse(answer);
    if (!parsed.success) throw portErrorOf(parsed.error, 'submit');
    const requestId = parsed.data.request_id as ProviderRequestId;
    return { endpoint: submission.endpoint, requestId };
  },

  status: async (run, { logs }) => {
    const requestId = pathSafe(run);
    const answer = await call('status', async ({ queue }) => ({
      found: await queue.status(run.endpoint, { requestId, logs }),
    })).catch((error: unknown) => (statusOf(error) === 404 ? undefined : rethrow('status', error)));
    if (answer === undefined) return undefined;
    const parsed = statusSchema.safeParse(answer.found);
    if (!parsed.success) throw portErrorOf(parsed.error, 'status');
    return parsed.data;
  },

  result: async (run) => {
    const requestId = pathSafe(run);
    return call('result', async ({ queue }): Promise<FalResult> => {
      const result: { data: unknown } = await queue.result(run.endpoint, { requestId });
      return { ok: true, data: result.data };
    }).catch((error: unknown): FalResult => {
      const answer = answerOf(error);
      return answer ? { ok: false, answer } : rethrow('result', error);
    });
  },

  cancel: async (run) => {
    const requestId = pathSafe(run);
    return call('cancel', async ({ queue }): Promise<CancelAnswer> => {
      await queue.cancel(run.endpoint, { requestId });
      return 'requested';
    }).catch((error: unknown): CancelAnswer => {
      if (statusOf(error) === 400) return 'already-completed';
      return statusOf(error) === 404 ? 'not-found' : rethrow('cancel', error);
    });
  },

  upload: async (file, { kept }) =>
    call('upload', ({ storage }) => storage.upload(file, { lifecycle: { expiresIn: kept } })).catch(
      rethrowAs('upload'),
    ),
});

const submitTo = async (
  { queue }: VendorClient,
  { endpoint, input, webhookUrl, startWithinSeconds, filesKept }: FalSubmission,
): Promise<unknown> =>
  queue.submit(endpoint, {
    input,
    startTimeout: startWithinSeconds,
    storageSettings: { expiresIn: filesKept },
    ...(webhookUrl !== undefined && { webhookUrl }),
  });

const rethrow = (operation: FalOperation, error: unknown): never => {
  throw portErrorOf(error, operation);
};

const rethrowAs = (operation: FalOperation) => (error: unknown) => rethrow(operation, error);

const answerOf = (error: unknown): FalAnswer | undefined =>
  error instanceof FalProblem && error.reason.type === 'answered' ? error.reason.answer : undefined;

const statusOf = (error: unknown): number | undefined => answerOf(error)?.status;

/** The client puts the id into a path as it is. */
const pathSafe = ({ requestId }: RunHandle): string => requestIdSchema.parse(requestId);
