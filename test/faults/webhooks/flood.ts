import { connect, type Socket } from 'node:net';

/** A request as it goes over the wire. */
export type Wire = { readonly head: readonly string[]; readonly body: Uint8Array };

type Flooded = {
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<number, number>>;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly tookMs: number;
};

const bytesOf = ({ head, body }: Wire): Buffer =>
  Buffer.concat([
    Buffer.from([...head, `content-length: ${body.length}`, '', ''].join('\r\n'), 'latin1'),
    body,
  ]);

/** A connection that opens itself again where the other side hung up. */
const exchanger = (port: number) => {
  let socket: Socket | undefined;
  const open = (): Socket => {
    const fresh = connect(port, '127.0.0.1').setNoDelay(true);
    fresh.once('close', () => {
      if (socket === fresh) socket = undefined;
    });
    fresh.on('error', () => undefined);
    return fresh;
  };
  return {
    exchange: (bytes: Buffer): Promise<number> => {
      const current = (socket ??= open());
      return new Promise((resolve, reject) => {
        let answer = '';
        const settle = (act: () => void): void => {
          current.off('data', take).off('close', end);
          act();
        };
        const end = (): void => settle(() => reject(new Error(`hung up: ${answer}`)));
        const take = (chunk: Buffer): void => {
          answer += chunk.toString('latin1');
          const status = completeStatusOf(answer);
          if (status === undefined) return;
          if (/^connection: close\r$/imu.test(answer)) socket = undefined;
          settle(() => resolve(status));
        };
        current.on('data', take).once('close', end);
        current.write(bytes);
      });
    },
    close: () => socket?.destroy(),
  };
};

/** The status of an answer that is there as a whole. */
const completeStatusOf = (answer: string): number | undefined => {
  const headEnd = answer.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const length = Number(/^content-length: (\d+)\r$/imu.exec(answer.slice(0, headEnd + 2))?.[1]);
  return answer.length >= headEnd + 4 + length ? Number(answer.slice(9, 12)) : undefined;
};

/** Sends so many requests over so many connections, each as soon as the one before it is answered. */
export const flood = async (
  port: number,
  { connections, count, make }: { connections: number; count: number; make: (at: number) => Wire },
): Promise<Flooded> => {
  const statuses: Record<number, number> = {};
  const times: number[] = [];
  let sent = 0;
  const startedAt = performance.now();
  const work = async (): Promise<void> => {
    const { exchange, close } = exchanger(port);
    while (sent < count) {
      const bytes = bytesOf(make(sent++));
      const began = performance.now();
      const status = await exchange(bytes);
      times.push(performance.now() - began);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
    close();
  };
  await Promise.all(Array.from({ length: connections }, work));
  return { statuses, ...percentiles(times), tookMs: performance.now() - startedAt };
};

export const percentiles = (times: readonly number[]): { p50Ms: number; p99Ms: number } => {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
};

/** Whatever bytes, and everything that comes back until the other side hangs up. */
export const rawExchange = (
  port: number,
  write: (socket: Socket) => void,
  patienceMs = 20_000,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const answer: Buffer[] = [];
    const finish = (): void => resolve(Buffer.concat(answer).toString('latin1'));
    const socket = connect(port, '127.0.0.1', () => write(socket));
    socket.on('data', (chunk: Buffer) => answer.push(chunk));
    // What is still on its way when the other side has answered and closed is reset.
    socket.once('error', finish).once('close', finish);
    socket.setTimeout(patienceMs, () => {
      socket.destroy();
      reject(new Error('neither answered nor hung up'));
    });
  });

export const shown = ({ statuses, p50Ms, p99Ms, tookMs }: Flooded): string =>
  `${JSON.stringify(statuses)} in ${Math.round(tookMs)} ms, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`;

/** A figure for whoever reads the run. */
export const tell = (figure: string): void => {
  process.stdout.write(`webhooks: ${figure}\n`);
};
