import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { FlowAddresses } from './paid-flows.ts';

const script = new URL('flow-worker.ts', import.meta.url);

export type Workers = {
  /** Processes that ended by themselves, with what they said last. */
  readonly lost: readonly string[];
  stop(): Promise<void>;
};

/** So many processes that run jobs; resolves once they do. */
export const startWorkers = async (addresses: FlowAddresses, count: number): Promise<Workers> => {
  const lost: string[] = [];
  let isStopping = false;
  const start = async (): Promise<ChildProcess> => {
    const worker = fork(script, { execArgv: ['--conditions=@aisha/source'], silent: true });
    let said = '';
    const hear = (chunk: Buffer): void => void (said = (said + chunk.toString()).slice(-2_000));
    worker.stdout?.on('data', hear);
    worker.stderr?.on('data', hear);
    worker.once('exit', (code, signal) => {
      if (!isStopping || code !== 0) lost.push(`${String(code ?? signal)}: ${said}`);
    });
    worker.send(addresses);
    await Promise.race([
      once(worker, 'message'),
      once(worker, 'exit').then(() => Promise.reject(new Error(`a worker ended: ${said}`))),
    ]);
    return worker;
  };
  const workers = await Promise.all(Array.from({ length: count }, start));
  return {
    lost,
    stop: async () => {
      isStopping = true;
      await Promise.all(
        workers.map(async (worker) => {
          if (worker.exitCode !== null || worker.signalCode !== null) return;
          const ended = once(worker, 'exit');
          worker.send('stop');
          const timer = setTimeout(() => worker.kill('SIGKILL'), 20_000);
          await ended;
          clearTimeout(timer);
        }),
      );
    },
  };
};
