import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { commitSpotter } from './commit-spotter.ts';

type Slowness = { readonly delayMs: number; readonly chunkBytes: number };

type CommitCut = {
  /** How many commits lose their answer before all is well again. */
  readonly times: number;
  /** `answered`: PostgreSQL has answered, so it is done for certain. `sent`: it may be under way. */
  readonly when: 'answered' | 'sent';
};

/** A line that can fail in every way a line can. Faults hold until `pass()`. */
export type TcpFaultProxy = {
  readonly port: number;
  /** The same address by way of the proxy. */
  via(url: string): string;
  /** Lines opened from now on lead to another port: the server came back there. */
  aim(port: number): void;
  /** All is well. Lines that were stuck go on where they stopped. */
  pass(): Promise<void>;
  /** Nobody listens; lines that are open stay. */
  refuse(): Promise<void>;
  /** Resets the lines that are open, and the next so many that are opened. */
  reset(options?: { readonly next?: number }): void;
  /** Nothing passes any more, either way, and no line is closed. */
  halfOpen(): void;
  /** Every line passes so many bytes at a time, and rests in between. */
  slow(slowness: Slowness): void;
  /** Lets a COMMIT through to PostgreSQL and cuts the line instead of passing its answer. */
  cutAfterCommit(cut: CommitCut): void;
  readonly counts: { readonly opened: number; readonly commits: number; readonly cut: number };
  close(): Promise<void>;
};

type Faults = {
  resetNext: number;
  /** Resolves when lines that are stuck may go on. */
  stuck: PromiseWithResolvers<void> | undefined;
  slowness: Slowness | undefined;
  commitCut: CommitCut | undefined;
};

type Line = { readonly near: Socket; readonly far: Socket };

/** Stands before a server on this machine and passes everything on, until it is told to fail. */
export const startTcpFaultProxy = async (target: {
  readonly host?: string;
  readonly port: number;
}): Promise<TcpFaultProxy> => {
  const { host = '127.0.0.1' } = target;
  let targetPort = target.port;
  const faults: Faults = {
    resetNext: 0,
    stuck: undefined,
    slowness: undefined,
    commitCut: undefined,
  };
  const counts = { opened: 0, commits: 0, cut: 0 };
  const lines = new Set<Line>();
  const server = createServer((near) => {
    counts.opened += 1;
    near.on('error', ignore);
    if (faults.resetNext > 0) {
      faults.resetNext -= 1;
      near.resetAndDestroy();
      return;
    }
    const line = { near, far: connect(targetPort, host) };
    lines.add(line);
    void joinEnds(line, faults, counts).finally(() => lines.delete(line));
  });
  const port = await listen(server, 0);
  const goOn = (): void => {
    faults.stuck?.resolve();
    faults.stuck = undefined;
    // One end has gone meanwhile, and the other could not be told.
    for (const { near, far } of lines) {
      if (near.destroyed || far.destroyed) for (const end of [near, far]) end.destroy();
    }
  };
  return {
    port,
    counts,
    via: (url) => {
      const changed = new URL(url);
      changed.host = `127.0.0.1:${port}`;
      return changed.href;
    },
    aim: (to) => void (targetPort = to),
    pass: async () => {
      Object.assign(faults, { resetNext: 0, slowness: undefined, commitCut: undefined });
      goOn();
      if (!server.listening) await listen(server, port);
    },
    refuse: async () => {
      // Its end waits for the last line; that it listens no more is true at once.
      if (server.listening) server.close();
    },
    reset: ({ next = 0 } = {}) => {
      faults.resetNext = next;
      for (const { near, far } of lines) {
        near.resetAndDestroy();
        far.destroy();
      }
    },
    halfOpen: () => void (faults.stuck ??= Promise.withResolvers()),
    slow: (slowness) => void (faults.slowness = slowness),
    cutAfterCommit: (cut) => void (faults.commitCut = cut),
    close: async () => {
      const closed = server.listening ? once(server, 'close') : undefined;
      if (closed) server.close();
      goOn();
      for (const { near, far } of lines) for (const end of [near, far]) end.destroy();
      await closed;
    },
  };
};

const ignore = (): void => undefined;

const listen = async (server: Server, port: number): Promise<number> => {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

/** Resolves when both ends are closed. */
const joinEnds = async (
  { near, far }: Line,
  faults: Faults,
  counts: { commits: number; cut: number },
): Promise<void> => {
  const commitsIn = commitSpotter();
  let isAnswerWithheld = false;
  const cut = (): void => {
    near.resetAndDestroy();
    // What was sent is read to its end.
    far.end();
  };
  void pump(near, far, faults, (chunk) => {
    const commits = commitsIn(chunk);
    counts.commits += commits;
    const { commitCut } = faults;
    if (commits === 0 || !commitCut || commitCut.times < 1) return true;
    faults.commitCut = { ...commitCut, times: commitCut.times - 1 };
    counts.cut += 1;
    isAnswerWithheld = true;
    if (commitCut.when === 'sent') far.write(chunk, cut);
    else far.write(chunk);
    return false;
  });
  void pump(far, near, faults, () => {
    if (isAnswerWithheld) cut();
    return !isAnswerWithheld;
  });
  await Promise.all([near, far].map((socket) => new Promise((done) => socket.once('close', done))));
};

/** Passes on what `mayPass`; the end of one end is the end of the other. */
const pump = async (
  from: Socket,
  to: Socket,
  faults: Faults,
  mayPass: (chunk: Buffer) => boolean,
): Promise<void> => {
  to.on('error', ignore);
  from.on('error', ignore).on('close', () => faults.stuck ?? to.destroy());
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      await faults.stuck?.promise;
      if (mayPass(chunk)) await pass(chunk, to, faults);
    }
    if (!faults.stuck) to.end();
  } catch {
    // A line that is cut in the middle of a chunk.
  }
};

const pass = async (chunk: Buffer, to: Socket, faults: Faults): Promise<void> => {
  for (let at = 0; at < chunk.length;) {
    const { slowness } = faults;
    const size = slowness?.chunkBytes ?? chunk.length;
    if (slowness) await pause(slowness.delayMs);
    if (to.destroyed) return;
    if (!to.write(chunk.subarray(at, at + size))) {
      await Promise.race([once(to, 'drain'), once(to, 'close')]);
    }
    at += size;
  }
};
