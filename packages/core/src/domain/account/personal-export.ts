import type { ExportId, UserId } from '../../shared/ids.ts';

/** A copy of everything that is kept about a person, asked for by them. */
export type PersonalExport = {
  readonly id: ExportId;
  readonly userId: UserId;
  readonly requestedAt: Date;
};

/** A copy takes work and bandwidth; nobody needs two within this. */
export const exportPauseMs = 60 * 60_000;

/** How long the archives wait in our storage. */
export const exportKeptMs = 24 * 60 * 60_000;

/** Every copy of a person's data lies below it. */
export const exportsPrefix = (userId: UserId): string => `exports/${userId}/`;
