import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';

// A process that sends what it is told to, so many at a time, and tells how it went. One after the other.

export type Load = {
  readonly url: string;
  readonly connections: number;
  readonly requests: readonly { readonly headers: Record<string, string>; readonly body: string }[];
};

export type LoadResult = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly statuses: Readonly<Record<string, number>>;
};

const run = async ({ url, connections, requests }: Load): Promise<LoadResult> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const statuses: Record<string, number> = {};
  const times: number[] = [];
  const waiting = [...requests];
  const send = async ({ headers, body }: Load['requests'][number]): Promise<void> => {
    const startedAt = performance.now();
    const sending = request(url, { agent, method: 'POST', headers });
    sending.end(body);
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
    times.push(performance.now() - startedAt);
    statuses[response.statusCode ?? 0] = (statuses[response.statusCode ?? 0] ?? 0) + 1;
  };
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await send(next);
    }),
  );
  const perSecond = requests.length / ((performance.now() - startedAt) / 1000);
  agent.destroy();
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { perSecond, p50Ms: at(0.5), p99Ms: at(0.99), statuses };
};

process.on('message', (load: Load) => {
  void run(load).then((result) => process.send?.(result));
});
