import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export type Command = {
  /** Node of this machine, reading TypeScript, where nothing else is named. */
  readonly command?: string;
  readonly args: readonly string[];
  /** All there is, beside the ways to find programs, and what of ours was compiled before. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** How long it is listened to for a word. */
  readonly patienceMs?: number;
};

export type RunningProcess = {
  readonly pid: number;
  /** What it has written so far, to either stream. */
  readonly said: () => string;
  /** Waits until it has written this; throws with all it wrote where it ends first or takes too long. */
  readonly hear: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** The exit code, or null where a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly signal: (signal: 'SIGINT' | 'SIGTERM') => void;
  /** Sends a signal and waits for the end. */
  readonly end: (signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
};

const usualPatienceMs = 60_000;
const root = new URL('../..', import.meta.url).pathname;

/** A file of this repository as a process of its own. */
export const startProcess = ({
  command,
  args,
  env = {},
  cwd = root,
  patienceMs = usualPatienceMs,
}: Command): RunningProcess => {
  const [program, all] = command
    ? [command, args]
    : [process.execPath, ['--conditions=@aisha/source', ...args]];
  const child = spawn(program, all, {
    cwd,
    env: { ...passedOn(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const { said, hear } = listenTo(child, ended, patienceMs);
  return {
    pid: child.pid ?? 0,
    said,
    hear,
    ended,
    signal: (signal) => void child.kill(signal),
    end: async (signal) => {
      child.kill(signal);
      return ended;
    },
  };
};

const passedOn = () => {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  return { PATH, HOME, NODE_COMPILE_CACHE };
};

const listenTo = (child: ChildProcess, ended: Promise<unknown>, patienceMs: number) => {
  let text = '';
  const take = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const hear = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const giveUp = (why: string) => (): void => done(() => reject(new Error(`${why}:\n${text}`)));
      const late = setTimeout(giveUp(`never said ${pattern}`), patienceMs);
      const look = (): void => {
        const found = pattern.exec(text);
        if (found) done(() => resolve(found));
      };
      const done = (settle: () => void): void => {
        clearTimeout(late);
        child.stdout?.off('data', look);
        child.stderr?.off('data', look);
        settle();
      };
      child.stdout?.on('data', look);
      child.stderr?.on('data', look);
      void ended.then(giveUp(`ended before it said ${pattern}`));
      look();
    });
  return { said: () => text, hear };
};
