import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from './atomic-file.ts';
import { limits, type SandboxLog } from './options.ts';
import { runSchema, type Run } from './run-record.ts';

export interface RunStore {
  readonly find: (requestId: string) => Run | undefined;
  /** Oldest first. */
  readonly list: () => readonly Run[];
  /** Keeps the run in memory and on disk; resolves when it would survive a crash. */
  readonly save: (run: Run) => Promise<void>;
}

const readRun = async (path: string, log: SandboxLog): Promise<Run[]> => {
  try {
    return [runSchema.parse(JSON.parse(await readFile(path, 'utf8')))];
  } catch {
    log('run.unreadable', { path });
    return [];
  }
};

/** Inputs may carry whole files as data URIs; a finished run has no more use for them. */
const withoutLargeValues = (value: unknown): unknown => {
  if (typeof value === 'string' && value.length > 4_096)
    return `${value.slice(0, 64)}… (${value.length} characters)`;
  if (Array.isArray(value)) return value.map(withoutLargeValues);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withoutLargeValues(inner)]),
  );
};

/** Runs in memory, each with its own file, so that saving one costs the same however many there are. */
export const openRunStore = async (dataDir: string, log: SandboxLog): Promise<RunStore> => {
  const folder = join(dataDir, 'runs');
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const loaded = await Promise.all(names.map((name) => readRun(join(folder, name), log)));
  const runs = new Map<string, Run>(
    loaded
      .flat()
      .toSorted((a, b) => a.acceptedAt - b.acceptedAt)
      .map((run) => [run.requestId, run]),
  );
  const writing = new Map<string, Promise<void>>();
  const pathOf = (requestId: string) => join(folder, `${requestId}.json`);

  const dropOldest = async (): Promise<void> => {
    if (runs.size <= limits.keptRuns) return;
    const oldest = [...runs.values()].find((run) => run.completedAt !== undefined);
    if (!oldest) return;
    runs.delete(oldest.requestId);
    await rm(pathOf(oldest.requestId), { force: true });
  };

  return {
    find: (requestId) => runs.get(requestId),
    list: () => [...runs.values()],
    save: async (changed) => {
      const run =
        changed.completedAt === undefined
          ? changed
          : { ...changed, input: withoutLargeValues(changed.input) };
      runs.set(run.requestId, run);
      // One writer a run: two writes at a time could leave the older one on disk.
      const previous = writing.get(run.requestId) ?? Promise.resolve();
      const write = previous.then(() =>
        writeAtomically(pathOf(run.requestId), JSON.stringify(run)),
      );
      const settled = write.catch(() => undefined);
      writing.set(run.requestId, settled);
      await write.finally(() => {
        if (writing.get(run.requestId) === settled) writing.delete(run.requestId);
      });
      await dropOldest();
    },
  };
};
