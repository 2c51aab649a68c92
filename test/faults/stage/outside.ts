import { fileSystemBlobStore } from '@aisha/adapters/file-system';
import { systemIds } from '@aisha/adapters/in-process';
import {
  defaultPolicy,
  type FileRef,
  type Notification,
  type Policy,
  type Ports,
  type UserId,
} from '@aisha/core';
import { silentLogger } from '@aisha/core/testing';
import type { BilledRun } from '../invariants.ts';
import type { ShiftedClock } from './shifted-clock.ts';
import type { Stores } from './stores.ts';

/** The provider takes no fewer. */
export const photosNeeded = 4;

/** Few photos, so that a flow is short and each of its calls is struck once. */
export const policy: Policy = {
  ...defaultPolicy,
  // What is counted here is what was ordered.
  previews: { count: 0 },
  photos: { ...defaultPolicy.photos, minCount: photosNeeded },
};

/** A report of the provider's, as it arrives. */
export type Webhook = {
  readonly requestId: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
};

/** Everything that a process of ours does not bring along itself. */
export type OutsidePorts = Omit<
  Ports,
  keyof Stores['ports'] | 'blobs' | 'clock' | 'ids' | 'logger' | 'policy'
>;

/** What outlives every process of ours: the provider, the channel and what people sent over it. */
export type Outside = {
  readonly ports: OutsidePorts;
  /** One of a few photos, no two of which look alike; 1 for the first. */
  photo(number: number): FileRef;
  /** All that a person was told, in order. */
  told(userId: UserId): Promise<readonly Notification[]>;
  bill(): Promise<readonly BilledRun[]>;
  /** The provider ends every run that still goes on, and has its reports ready. */
  endRuns(end: 'succeed' | 'fail'): Promise<void>;
  /** Repeats each report until it was taken, as the provider does. */
  report(receive: (webhook: Webhook) => Promise<unknown>): Promise<void>;
  /** Whatever the provider has reported so far never arrives. */
  loseReports(): Promise<void>;
  close(): Promise<void>;
};

type Place = { readonly stores: Stores; readonly directory: string; readonly clock: ShiftedClock };

/** The ports of one process: its own connections, everything else shared. */
export const portsOf = (outside: Outside, { stores, directory, clock }: Place): Ports => ({
  ...outside.ports,
  ...stores.ports,
  blobs: fileSystemBlobStore({ directory }),
  clock,
  ids: systemIds(),
  logger: silentLogger,
  policy,
});
