import type { LookupFunction } from 'node:net';
import { request, type Dispatcher } from 'undici';
import type { ByteStream, PortError, ResultFetcher } from '@aisha/core';
import { admitWith, type Admission, type AllowedUrls } from './allowed-urls.ts';
import { boundedBody } from './bounded-body.ts';
import { forbidden, fromNetwork, refusedStatus, unusable } from './fetch-errors.ts';
import { guardedAgents, type GuardedAgents } from './guarded-agents.ts';

export type SafeFetcherOptions = Partial<AllowedUrls> & {
  readonly maxRedirects?: number;
  /** In milliseconds: to connect, until the headers, between two pieces, and all in all. */
  readonly timeouts?: Partial<Timeouts>;
  /** How names become addresses; the system's way when absent. */
  readonly lookup?: LookupFunction;
};

type Timeouts = {
  readonly connect: number;
  readonly headers: number;
  readonly idle: number;
  readonly total: number;
};

export type SafeFetcher = ResultFetcher & {
  /** Whether there is a file at the address. Brief, bodiless, and never throws. */
  isThere(url: string): Promise<boolean>;
  close(): Promise<void>;
};

/** Where fal keeps results: https://docs.fal.ai/model-apis/model-endpoints/cdn. */
const falHosts = ['fal.media', '*.fal.media'];
const defaultTimeouts: Timeouts = {
  connect: 5_000,
  headers: 20_000,
  idle: 20_000,
  total: 10 * 60_000,
};
const probeMs = 5_000;

type Probe = { readonly method: 'GET' | 'HEAD'; readonly signal: AbortSignal };
type Answer = Dispatcher.ResponseData;

/**
 * Fetches from a list of hosts over https, and from origins that the operator configured. Nothing is
 * sent but the request itself; `data:` URLs, other ports and addresses that are not public are
 * refused, on every redirect anew.
 */
export const safeFetcher = ({
  allowedHosts = falHosts,
  extraOrigins = [],
  maxRedirects = 3,
  timeouts: given,
  lookup,
}: SafeFetcherOptions = {}): SafeFetcher => {
  const timeouts = { ...defaultTimeouts, ...given };
  const admit = admitWith({ allowedHosts, extraOrigins });
  const agents = guardedAgents({ connectTimeoutMs: timeouts.connect, lookup });

  const arrive = async (first: string, probe: Probe): Promise<Answer> => {
    let admission = admit(first);
    for (let hops = 0; hops <= maxRedirects; hops += 1) {
      if (!admission) throw forbidden();
      const answer = await ask(admission, probe, { agents, timeouts });
      const location = redirectOf(answer);
      if (location === undefined) return answer;
      discard(answer);
      admission = admit(location, admission.url);
    }
    throw forbidden();
  };

  return {
    fetch: async (url, { maxBytes }): Promise<ByteStream> => {
      const signal = AbortSignal.timeout(timeouts.total);
      const answer = await arrive(url, { method: 'GET', signal });
      const refusal = refusalOf(answer);
      if (!refusal) return boundedBody(answer, maxBytes);
      discard(answer);
      throw refusal;
    },

    isThere: async (url) => {
      try {
        const answer = await arrive(url, { method: 'HEAD', signal: AbortSignal.timeout(probeMs) });
        discard(answer);
        return answer.statusCode === 200;
      } catch {
        return false;
      }
    },

    close: () => agents.close(),
  };
};

const ask = async (
  { url, via }: Admission,
  { method, signal }: Probe,
  { agents, timeouts }: { agents: GuardedAgents; timeouts: Timeouts },
): Promise<Answer> =>
  request(url, {
    dispatcher: agents[via],
    method,
    signal,
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.idle,
    headers: { accept: '*/*', 'accept-encoding': 'identity' },
  }).catch((error: unknown) => {
    throw fromNetwork(error);
  });

const redirects = new Set([301, 302, 303, 307, 308]);

const redirectOf = ({ statusCode, headers }: Answer): string | undefined => {
  if (!redirects.has(statusCode)) return undefined;
  const { location } = headers;
  // A redirect without one address to go to leads nowhere that is allowed.
  return typeof location === 'string' ? location : '';
};

/** Encoded bytes could be bounded only by what they unpack to, and nobody asked for them. */
const refusalOf = ({ statusCode, headers }: Answer): PortError | undefined => {
  if (statusCode !== 200) return refusedStatus(statusCode, headers['retry-after']);
  const encoding = headers['content-encoding'] ?? 'identity';
  return encoding === 'identity' ? undefined : unusable('encoded content');
};

const discard = ({ body }: Answer): void => {
  body.on('error', () => undefined).destroy();
};
