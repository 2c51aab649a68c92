import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Part } from './actor.ts';

/** What is known of a process that was killed, or that came to the end. */
export type Performance = {
  readonly signal: NodeJS.Signals | null;
  readonly struck: string | undefined;
  /** The step it was in, or the one after the last. */
  readonly step: number;
  readonly aheadMs: number;
};

const actorFile = new URL('./actor.ts', import.meta.url);
const readyWithinMs = 60_000;

/** Processes that have loaded everything and wait for a part, so many at a time. */
export const warmActors = (count: number) => {
  const waiting: Promise<ChildProcess>[] = [];
  const hire = (): void => void waiting.push(startActor());
  for (let at = 0; at < count; at += 1) hire();
  return {
    play: async (part: Part): Promise<Performance> => {
      const actor = await waiting.shift();
      hire();
      if (!actor) throw new Error('no actor was hired');
      return perform(actor, part);
    },
    /** Ends those that still wait. */
    dismiss: async (): Promise<void> => {
      for (const actor of await Promise.all(waiting.splice(0))) {
        const ended = once(actor, 'exit');
        actor.kill('SIGKILL');
        await ended;
      }
    },
  };
};

export type Actors = ReturnType<typeof warmActors>;

const startActor = async (): Promise<ChildProcess> => {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const actor = fork(actorFile, [], {
    execArgv: ['--conditions=@aisha/source'],
    env: { PATH, NODE_COMPILE_CACHE },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  await once(actor, 'message', { signal: AbortSignal.timeout(readyWithinMs) });
  return actor;
};

const perform = async (actor: ChildProcess, part: Part): Promise<Performance> => {
  let said = '';
  let complained = '';
  actor.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  actor.stderr?.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  const ended = once(actor, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  actor.send(part);
  const [code, signal] = await ended;
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`an actor broke down:\n${complained}`);
  const last = (word: string): string | undefined =>
    [...said.matchAll(new RegExp(`^${word} (.+)$`, 'gmu'))].at(-1)?.[1];
  return {
    signal,
    struck: last('struck'),
    step: Number(last('step') ?? 0),
    aheadMs: Number(last('ahead') ?? 0),
  };
};
