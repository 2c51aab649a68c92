import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { readBounded } from './bounded-stream.ts';

/**
 * The sandbox speaks to this machine and to private networks only. Its results are made up, and an
 * invented "training completed" must never reach a server on the internet, whatever URL it is given.
 */
const local = new BlockList();
local.addSubnet('127.0.0.0', 8);
local.addSubnet('10.0.0.0', 8);
local.addSubnet('172.16.0.0', 12);
local.addSubnet('192.168.0.0', 16);
local.addAddress('::1', 'ipv6');
local.addSubnet('fc00::', 7, 'ipv6');

export const isLocalAddress = (address: string): boolean => {
  const version = isIP(address);
  return version !== 0 && local.check(address, version === 6 ? 'ipv6' : 'ipv4');
};

const refusal = (host: string) => new Error(`${host} is not on this machine or a private network`);

/** Checked here, at connect, so that a name cannot change its address after the check. */
const localLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error || !first) return callback(error ?? refusal(hostname), '');
    if (!addresses.every(({ address }) => isLocalAddress(address)))
      return callback(refusal(hostname), '');
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};

interface LocalRequest {
  readonly method: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

export interface LocalNetwork {
  /** One request, redirects not followed. Throws for a public address, a failure or an answer too large. */
  readonly send: (url: string, options: LocalRequest) => Promise<{ status: number; body: Buffer }>;
  readonly close: () => Promise<void>;
}

const assertLocalUrl = (url: string): URL => {
  const parsed = new URL(url);
  const literal = parsed.hostname.replace(/^\[|\]$/g, '');
  if (!['http:', 'https:'].includes(parsed.protocol)) throw refusal(parsed.protocol);
  if (isIP(literal) !== 0 && !isLocalAddress(literal)) throw refusal(literal);
  return parsed;
};

export const createLocalNetwork = (): LocalNetwork => {
  const dispatcher = new Agent({ connect: { lookup: localLookup } });
  return {
    send: async (url, { method, headers, body, timeoutMs, maxBytes, signal }) => {
      const timeout = AbortSignal.timeout(timeoutMs);
      const answer = await request(assertLocalUrl(url), {
        dispatcher,
        method,
        headers: headers ?? {},
        body: body ?? null,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      return { status: answer.statusCode, body: await readBounded(answer.body, maxBytes) };
    },
    close: () => dispatcher.destroy(),
  };
};
