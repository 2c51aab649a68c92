import { createServer, type Server, type ServerOptions } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import Koa from 'koa';
import { Problem, type ProblemCode } from './api/problem.ts';
import { answerUnread } from './answer-unread.ts';
import { listen, startHttp, type Running } from './start-http.ts';

const whole = 'GET / HTTP/1.1\r\nhost: here\r\n\r\n';

/** Everything that is heard on a line until the other side ends it. */
const heardOn = (port: number, speak: (socket: Socket) => void): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => speak(socket));
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(heard));
  });

/** The last answer of what was heard, as it has to be where it is a problem. */
const expectProblem = (heard: string, code: ProblemCode): void => {
  const { status, body } = new Problem(code);
  const [head = '', text = ''] = heard.split('\r\n\r\n');
  const [line, ...headers] = head.split('\r\n');
  expect(line).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `, 'u'));
  expect(headers).toContain('content-type: application/problem+json; charset=utf-8');
  expect(headers).toContain(`content-length: ${Buffer.byteLength(text)}`);
  expect(headers).toContain('connection: close');
  expect(JSON.parse(text)).toEqual(body);
};

describe('what cannot be read as a request', () => {
  let running: Running;
  beforeAll(async () => {
    const koa = new Koa();
    koa.use((context) => void (context.body = 'here'));
    running = startHttp(koa, await listen({ apiPort: 0, tls: undefined }));
  });
  afterAll(() => running.stop());
  const heard = (...said: string[]) =>
    heardOn(running.port, (socket) => {
      for (const part of said) socket.write(part);
    });

  it('is a problem, which says nothing of what was sent', async () => {
    const broken = [
      'GET /secret HTTP/9.9\r\n\r\n',
      'nonsense secret\r\n\r\n',
      '\u0016\u0003\u0001secret',
    ];
    for (const said of broken) {
      const answer = await heard(said);
      expectProblem(answer, 'request.broken');
      expect(answer).not.toMatch(/secret|HPE_|parse/iu);
    }
  });

  it('is a problem where the headers are too large, also for who goes on sending them', async () => {
    const start = 'GET / HTTP/1.1\r\nhost: here\r\n';
    const header = `x-much: ${'x'.repeat(8_000)}\r\n`;
    expectProblem(await heard(start, ...Array<string>(50).fill(header)), 'headers.too-large');
  });

  it('is a problem after a request that was answered', async () => {
    const answer = await heardOn(running.port, (socket) => {
      socket.write(whole);
      socket.once('data', () => socket.write('nonsense\r\n\r\n'));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/u);
    expectProblem(answer.slice(answer.indexOf('HTTP/1.1 400')), 'request.broken');
  });

  it('takes nothing from others', async () => {
    await heard('nonsense\r\n\r\n');
    expect(await (await fetch(`http://127.0.0.1:${running.port}/`)).text()).toBe('here');
  });
});

describe('a line that ends so', () => {
  const servers: Server[] = [];
  const serve = async (limits: ServerOptions = {}): Promise<number> => {
    const server = createServer(limits, (asked, response) => {
      if (asked.url === '/begun')
        response.writeHead(200, { 'content-length': 1_000 }).write('half');
    });
    answerUnread(server, 100);
    servers.push(server);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  afterAll(async () => {
    for (const server of servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('is told to who is slow with the headers', async () => {
    const limits = { headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 20 };
    const answer = await heardOn(await serve(limits), (socket) =>
      socket.write('GET / HTTP/1.1\r\nhost: h'),
    );
    expectProblem(answer, 'request.too-slow');
  });

  it('is cut though the other side never ends it and never stops', async () => {
    const port = await serve();
    let dripping: NodeJS.Timeout | undefined;
    const answer = await new Promise<string>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => {
        socket.write('nonsense\r\n\r\n');
        dripping = setInterval(() => void (socket.writable && socket.write('more')), 10);
      });
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.on('error', () => undefined);
      socket.once('close', () => resolve(text));
    });
    clearInterval(dripping);
    expectProblem(answer, 'request.broken');
    expect(answer.match(/HTTP\/1\.1/gu)).toHaveLength(1);
  });

  it('has nothing put into the middle of an answer that had begun', async () => {
    const answer = await heardOn(await serve(), (socket) => {
      socket.write('GET /begun HTTP/1.1\r\nhost: here\r\n\r\n');
      socket.once('data', () => socket.write('nonsense\r\n\r\n'));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/u);
    expect(answer).toMatch(/half$/u);
  });
});
