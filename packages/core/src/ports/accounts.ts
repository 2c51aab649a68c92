import type { BlobKey, ErasureId, ExportId, RunId, UserId } from '../shared/ids.ts';
import type { Erased, Erasure } from '../domain/account/erasure.ts';
import type { PersonalFile } from '../domain/account/exported-file.ts';
import type { PersonalExport } from '../domain/account/personal-export.ts';
import type { Welcome } from '../domain/account/welcome.ts';
import type { Generation } from '../domain/generation/generation.ts';
import type { ProviderRun } from '../domain/run/run.ts';
import type { Training } from '../domain/training/training.ts';

/** Everything that has rows about a person, as they are told of it. */
export const personalTables = [
  'users',
  'avatars',
  'photos',
  'trainings',
  'generations',
  'images',
  'drafts',
  'decisions',
  'favourite-styles',
  'transfers',
  'runs',
  'events',
] as const;
export type PersonalTable = (typeof personalTables)[number];

/** JSON of one row, whatever it holds. */
export type PersonalRow = { readonly id: string; readonly row: unknown };

/**
 * A person's account as a whole: all of it to be taken along, all of it to be taken away. Erased, a
 * person is not found by any store any more; their transfers stay on the books under an id that leads
 * to nobody.
 */
export type Accounts = {
  /** Remembers welcome credits. False, and nothing changes, where they are remembered at `now` already. */
  addWelcome(welcome: Welcome, options: { now: Date }): Promise<boolean>;
  /** Deletes those that are to be forgotten by then, at most `limit`. Answers how many. */
  deleteWelcomes(due: { until: Date; limit: number }): Promise<number>;
  /** Notes that a copy was asked for. False, and nothing is noted, where one was asked for since `unlessSince`. */
  addExport(wanted: PersonalExport, options: { unlessSince: Date }): Promise<boolean>;
  findExport(id: ExportId): Promise<PersonalExport | undefined>;
  /** The last that the person asked for. */
  findLatestExport(userId: UserId): Promise<PersonalExport | undefined>;
  /** A page of a table's rows about a person in the order of their ids, after `after` where given. */
  listRows(
    userId: UserId,
    table: PersonalTable,
    page: { limit: number; after?: string | undefined },
  ): Promise<readonly PersonalRow[]>;
  /** A person's photos and pictures in the order of their keys, after `after` where given. */
  listFiles(
    userId: UserId,
    page: { limit: number; after?: BlobKey | undefined },
  ): Promise<readonly PersonalFile[]>;
  /** Every key that a row of the person names, in order, after `after` where given. */
  listKeys(
    userId: UserId,
    page: { limit: number; after?: BlobKey | undefined },
  ): Promise<readonly BlobKey[]>;
  /** Trainings and orders that go on, at most `limit` of each. */
  listUnfinished(
    userId: UserId,
    limit: number,
  ): Promise<{
    readonly trainings: readonly Training[];
    readonly generations: readonly Generation[];
  }>;
  /** Runs that the provider knows, begun since a time, in the order of their ids. */
  listRunsSince(
    userId: UserId,
    page: { since: Date; limit: number; after?: RunId | undefined },
  ): Promise<readonly ProviderRun[]>;
  /**
   * Takes the person away from everybody's sight at once: from here on they are a stranger. What is
   * theirs waits for `removeRows`. False, and nothing changes, where nobody has the id.
   */
  detach(userId: UserId, at: Date): Promise<boolean>;
  addErasure(erasure: Erasure): Promise<void>;
  /** Erasures asked for until then that are not done, oldest first. */
  listUnfinishedErasures(asked: { until: Date; limit: number }): Promise<readonly ErasureId[]>;
  findErasure(id: ErasureId): Promise<Erasure | undefined>;
  saveErasure(erasure: Erasure): Promise<void>;
  /** Removes every row about a detached person but their transfers; answers how many there were. Again it removes nothing. */
  removeRows(userId: UserId): Promise<Omit<Erased, 'atProvider' | 'leftAtProvider'>>;
};
