import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';
import { startProcess, type RunningProcess } from '../support/process.ts';

export type Kind = 'http' | 'bot' | 'worker';
export const kinds: readonly Kind[] = ['http', 'bot', 'worker'];

const ours = new URL('../..', import.meta.url).pathname;
const mains: Readonly<Record<Kind, string>> = {
  http: 'packages/http/src/main.ts',
  bot: 'packages/bot/src/main.ts',
  worker: 'packages/bot/src/main.ts',
};

/** Six start at once, and others while everybody is busy. */
const patienceMs = 180_000;

type Member = {
  readonly port: number;
  /** The checkout that it runs from. */
  readonly root: string;
  process: RunningProcess | undefined;
};

export type CrewOptions = {
  readonly directory: string;
  /** Those of one kind that there are at a time. */
  readonly sizes: Readonly<Record<Kind, number>>;
  /** A checkout of another version, which every second process of a kind runs from. */
  readonly otherRoot?: string | undefined;
};

/** Processes of the product as they are deployed. Whoever comes again has the port that he had. */
export const gatherCrew = async ({ directory, sizes, otherRoot = ours }: CrewOptions) => {
  const crew: Record<Kind, Member[]> = { http: [], bot: [], worker: [] };
  for (const kind of kinds) {
    for (let at = 0; at < sizes[kind]; at += 1) {
      const root = at % 2 === 0 ? ours : otherRoot;
      crew[kind].push({ port: await freePort(), root, process: undefined });
    }
  }
  const killed: Record<Kind, number> = { http: 0, bot: 0, worker: 0 };
  let variables: Readonly<Record<string, string>> = {};

  const start = async (kind: Kind, member: Member): Promise<void> => {
    const port = { [kind === 'http' ? 'API_PORT' : 'BOT_PORT']: String(member.port) };
    const role = kind === 'http' ? {} : { ROLE: kind };
    const env = { ...variables, ...port, ...role };
    member.process = startProcess({
      args: [join(member.root, mains[kind])],
      cwd: directory,
      env,
      patienceMs,
    });
    await member.process.hear(/is running"/u);
  };
  const everybody = () => kinds.flatMap((kind) => crew[kind].map((member) => ({ kind, member })));
  const end = (signal: 'SIGTERM' | 'SIGKILL') =>
    Promise.all(everybody().map(async ({ member }) => member.process?.end(signal)));
  return {
    portsOf: (kind: Kind): readonly number[] => crew[kind].map(({ port }) => port),
    /** All of them in the same moment. */
    start: async (own: Readonly<Record<string, string>>): Promise<void> => {
      variables = own;
      await Promise.all(everybody().map(({ kind, member }) => start(kind, member)));
    },
    /** One of a kind, and another in its place. */
    replace: async (kind: Kind): Promise<void> => {
      const member = crew[kind][killed[kind] % crew[kind].length];
      if (!member) throw new Error(`there is no ${kind}`);
      killed[kind] += 1;
      await member.process?.end('SIGKILL');
      await start(kind, member);
    },
    killed,
    end,
  };
};
