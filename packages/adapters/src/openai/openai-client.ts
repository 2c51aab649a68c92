import { setTimeout as pause } from 'node:timers/promises';
import type { PortError } from '@aisha/core';
import type OpenAI from 'openai';
import { portErrorOf, type OpenaiOperation } from './openai-errors.ts';
import { boundedFetch } from './openai-transport.ts';

export type OpenaiClientOptions = {
  readonly apiKey: string;
  /** Another server that speaks the protocol, ending as `/v1` does. */
  readonly baseUrl?: string | undefined;
  /** Of one request, in milliseconds. */
  readonly timeoutMs?: number;
  /** How often a request is made again that failed in passing. */
  readonly retries?: number;
  /** Takes note of every call with its retries, and changes nothing. */
  readonly around?: <T>(operation: OpenaiOperation, call: () => Promise<T>) => Promise<T>;
};

/** One call of the API with its retries; what it throws is a `PortError`, as `PromptWriter` lists them. */
export type OpenaiClient = {
  call<T>(operation: OpenaiOperation, use: (api: OpenAI) => Promise<T>): Promise<T>;
};

const defaultTimeoutMs = 30_000;
const defaultRetries = 2;
const firstPauseMs = 500;
/** Whoever is asked to wait longer tells their caller, who has a queue to wait in. */
const longestPauseMs = 3_000;

/**
 * The official SDK. Retries are ours: its own do not tell an empty account from a busy minute, and
 * wait as long as a minute each. It is loaded at the first call: not every process makes one.
 */
export const openaiClient = ({
  apiKey,
  baseUrl,
  timeoutMs = defaultTimeoutMs,
  retries = defaultRetries,
  around = (_, call) => call(),
}: OpenaiClientOptions): OpenaiClient => {
  let loading: Promise<OpenAI> | undefined;
  const api = (): Promise<OpenAI> =>
    (loading ??= import('openai').then(
      ({ default: Client }) =>
        new Client({
          apiKey,
          baseURL: baseUrl ?? 'https://api.openai.com/v1',
          timeout: timeoutMs,
          maxRetries: 0,
          fetch: boundedFetch,
          // It would read these from the environment, behind the configuration's back.
          organization: null,
          project: null,
          logLevel: 'off',
        }),
    ));
  const persistently = async <T>(
    operation: OpenaiOperation,
    use: (api: OpenAI) => Promise<T>,
  ): Promise<T> => {
    for (let tried = 0; ; tried += 1) {
      try {
        return await use(await api());
      } catch (error) {
        const failure = portErrorOf(error, operation);
        const pauseMs = pauseAfter(failure, tried);
        if (tried >= retries || pauseMs === undefined) throw failure;
        await pause(pauseMs);
      }
    }
  };
  return { call: (operation, use) => around(operation, () => persistently(operation, use)) };
};

/** Undefined where asking again is of no use now. */
const pauseAfter = (failure: PortError, tried: number): number | undefined => {
  if (!failure.retryable) return undefined;
  const pauseMs = failure.retryAfterMs ?? firstPauseMs * 2 ** tried * (0.75 + Math.random() / 2);
  return pauseMs > longestPauseMs ? undefined : pauseMs;
};
