import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { FlowAddresses } from '../postgres/paid-flows.ts';

const script = new URL('replica.ts', import.meta.url);

export type Replica = {
  /** Ends it; answers its exit code, or the signal, how long the end took and what it complained of. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ended>;
};

type Ended = {
  readonly code: number | string;
  readonly tookMs: number;
  readonly said: string;
};

export type StartReplica = {
  readonly addresses: FlowAddresses;
  /** Whether it hangs in every submission. */
  readonly hangs?: boolean;
};

/** A worker process; resolves once it runs jobs. */
export const startReplica = async ({
  addresses: { databaseUrl, providerUrl, directory },
  hangs = false,
}: StartReplica): Promise<Replica> => {
  const child = fork(script, {
    execArgv: ['--conditions=@aisha/source'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATABASE_URL: databaseUrl,
      PROVIDER_URL: providerUrl,
      FILES: directory,
      HANG: String(hangs),
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    },
    silent: true,
  });
  let said = '';
  let took = '';
  child.stdout?.on('data', (chunk: Buffer) => void (took += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000);
  });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`a replica ended: ${said}`))),
  ]);
  return {
    end: async (signal) => ({ code: await codeOf(child, signal), tookMs: Number(took), said }),
  };
};

const codeOf = async (
  child: ChildProcess,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<number | string> => {
  if (child.exitCode === null && child.signalCode === null) {
    // Not `exit`: then all it wrote has arrived.
    const ended = once(child, 'close');
    child.kill(signal);
    await ended;
  }
  return child.exitCode ?? child.signalCode ?? 'gone';
};
