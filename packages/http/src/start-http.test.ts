import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import Koa from 'koa';
import { listen, startHttp } from './start-http.ts';

it('ends in time though a request under way never ends', async () => {
  const koa = new Koa();
  koa.use(() => new Promise(() => undefined));
  const running = startHttp(koa, await listen({ apiPort: 0, tls: undefined }), { patienceMs: 200 });
  const hanging = connect(running.port, '127.0.0.1');
  const cut = once(hanging, 'close');
  hanging.on('error', () => undefined);
  hanging.write('GET / HTTP/1.1\r\nhost: here\r\n\r\n');
  await once(hanging, 'connect');
  const startedAt = performance.now();
  await running.stop();
  await cut;
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
