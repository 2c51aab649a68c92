import type { BlobKey } from '../../shared/ids.ts';
import type { By } from '../../domain/audit/audit.ts';
import { isOperators } from '../../domain/style/style-preview.ts';
import { alignKeys } from '../../domain/storage/align-keys.ts';
import type { BlobReference, BlobReferences } from '../../ports/blob-references.ts';
import type { Ports } from '../../ports/ports.ts';
import { findWhole } from '../../steps/find-whole.ts';
import { noteAround } from '../../steps/note-around.ts';

type Needs = Pick<Ports, 'blobs' | 'blobReferences' | 'unitOfWork' | 'clock' | 'ids' | 'logger'>;

export type OrphanSweep = {
  readonly scanned: number;
  /** Blobs that no row refers to, old enough to go. Deleted, or, in a dry run, found. */
  readonly orphans: number;
  /** Blobs that no row refers to yet, or that wait for the next sweep. */
  readonly spared: number;
  /** Rows whose blob is not there, and the first of them. */
  readonly missing: number;
  readonly missingExamples: readonly BlobReference[];
  readonly unfinished: number;
};

export type SweepOptions = {
  readonly dryRun?: boolean;
  /** Left out where it is done on schedule. */
  readonly by?: By | undefined;
  /** Told how many objects were looked at, again and again. */
  readonly onScanned?: ((scanned: number) => void) | undefined;
};

/** Work under way stores bytes before it stores the row; none of it takes this long. */
const graceMs = 24 * 60 * 60_000;
const pageSize = 500;
/** One sweep does no more harm than this, whatever is wrong; the next goes on. */
const maxChanged = 1_000;
const maxExamples = 20;

/** Removes bytes that nothing refers to for a day, and reports rows whose bytes are gone. */
export const sweepOrphans =
  (ports: Needs) =>
  async ({ dryRun = false, by, onScanned }: SweepOptions = {}): Promise<OrphanSweep> => {
    const before = new Date(ports.clock.now().getTime() - graceMs);
    const sweep = async (): Promise<OrphanSweep> => {
      const compared = await compare(ports, { before, dryRun, onScanned });
      const unfinished = dryRun ? 0 : await ports.blobs.deleteUnfinished(before);
      return { ...compared, unfinished };
    };
    const change = { by, action: 'storage.sweep', subject: 'storage' };
    const done = dryRun ? await sweep() : await noteAround(ports, change, sweep, countsOf);
    const { missingExamples } = done;
    ports.logger.info({ ...countsOf(done), dryRun }, 'storage was swept');
    for (const { key, owner } of missingExamples) {
      ports.logger.error({ key, owner }, 'a row has no bytes');
    }
    return done;
  };

const countsOf = ({ missingExamples: _, ...counts }: OrphanSweep) => counts;

type Rules = Pick<SweepOptions, 'onScanned'> & {
  readonly before: Date;
  readonly dryRun: boolean;
};

/** Goes through both in the order of their keys, side by side: neither is ever in memory as a whole. */
const compare = async (ports: Needs, rules: Rules): Promise<Omit<OrphanSweep, 'unfinished'>> => {
  // A database that refers to nothing at all is more likely the wrong one.
  const isEmpty = (await ports.blobReferences.list({ limit: 1 })).length === 0;
  const counts = { scanned: 0, orphans: 0, spared: 0, missing: 0 };
  const missingExamples: BlobReference[] = [];
  const rows = referencesOf(ports.blobReferences);
  for await (const { key, row } of alignKeys(told(ports.blobs.list(''), rules), rows)) {
    if (key !== undefined) counts.scanned += 1;
    if (key !== undefined && isOperators(key)) continue;
    if (key !== undefined && row === undefined) {
      const mayGo = !isEmpty && counts.orphans < maxChanged;
      if (mayGo && (await removeOrphan(ports, key, rules))) counts.orphans += 1;
      else counts.spared += 1;
    } else if (key === undefined && row !== undefined) {
      // Past so many it is plain what happened, and asking again of each would take for ever.
      if (counts.missing < maxChanged && !(await isMissing(ports, row))) continue;
      counts.missing += 1;
      if (missingExamples.length < maxExamples) missingExamples.push(row);
    }
  }
  return { ...counts, missingExamples };
};

async function* told<T>(list: AsyncIterable<T>, { onScanned }: Rules): AsyncGenerator<T> {
  let scanned = 0;
  for await (const one of list) {
    scanned += 1;
    onScanned?.(scanned);
    yield one;
  }
}

async function* referencesOf(references: BlobReferences): AsyncGenerator<BlobReference> {
  for (let after: BlobKey | undefined; ;) {
    const page = await references.list({ limit: pageSize, after });
    yield* page;
    after = page.at(-1)?.key;
    if (page.length < pageSize) return;
  }
}

/** Both lists were read a while ago, and one after the other: what counts is how it stands now. */
const removeOrphan = async (
  { blobs, blobReferences }: Needs,
  key: BlobKey,
  { before, dryRun }: Rules,
): Promise<boolean> => {
  // What is damaged does not say how old it is, so it stays.
  const blob = await findWhole(blobs, key);
  if (!blob || blob.storedAt >= before || (await blobReferences.has(key))) return false;
  if (!dryRun) await blobs.delete(key);
  return true;
};

const isMissing = async ({ blobs, blobReferences }: Needs, { key }: BlobReference) =>
  !(await blobs.find(key)) && (await blobReferences.has(key));
