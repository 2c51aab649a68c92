import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { isPublicAddress } from './public-address.ts';
import type { Admission } from './allowed-urls.ts';

/** Thrown into a connection that would have led to a private address. */
export class PrivateAddress extends Error {
  constructor() {
    super('the name leads to an address that is not public');
    this.name = 'PrivateAddress';
  }
}

export type GuardedAgents = Readonly<Record<Admission['via'], Dispatcher>> & {
  close(): Promise<void>;
};

export type GuardedAgentsOptions = {
  readonly connectTimeoutMs: number;
  readonly lookup?: LookupFunction | undefined;
};

export const guardedAgents = ({
  connectTimeoutMs: timeout,
  lookup = systemLookup,
}: GuardedAgentsOptions): GuardedAgents => {
  const configured = new Agent({ connect: { timeout } });
  const checked = new Agent({ connect: { timeout, lookup: onlyPublic(lookup) } });
  return {
    configured,
    public: checked,
    // What is still being fetched is cut off: whoever closes has nobody left to give it to.
    close: async () => {
      await Promise.all([configured.destroy(), checked.destroy()]);
    },
  };
};

/**
 * The check stands where the connection takes its address from, so a name that answers differently
 * the second time gains nothing. One private address among public ones spoils them all.
 */
const onlyPublic =
  (lookup: LookupFunction): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const addresses = found as LookupAddress[];
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new PrivateAddress(), '');
      }
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
