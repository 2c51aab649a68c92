import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { freePort } from '../support/free-port.ts';
import { textOf } from './files.ts';
import { runTool, startTool } from './run-tool.ts';

/** Names of containers and their addresses, as Docker tells them: answers questions for A, and no others. */
const startNames = async (addresses: Readonly<Record<string, readonly string[]>>) => {
  const socket = createSocket('udp4');
  socket.on('message', (question, { port, address }) => {
    const nameAt = 12;
    const name = question.toString('latin1', nameAt + 1, nameAt + 1 + (question[nameAt] ?? 0));
    const found = addresses[name] ?? [];
    const questionEnd = nameAt + name.length + 2 + 4;
    const head = Buffer.from(question.subarray(0, questionEnd));
    head.writeUInt16BE(0x8180, 2);
    head.writeUInt16BE(found.length, 6);
    head.writeUInt32BE(0, 8);
    const answers = found.map((each) =>
      Buffer.from([0xc0, nameAt, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...each.split('.').map(Number)]),
    );
    socket.send(Buffer.concat([head, ...answers]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { port: socket.address().port, stop: () => socket.close() };
};

const certify = async (directory: string): Promise<{ cert: string; key: string }> => {
  const [cert, key] = [join(directory, 'cert.pem'), join(directory, 'key.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-subj', '/CN=here'];
  const files = ['-keyout', key, '-out', cert];
  await promisify(execFile)('openssl', ['req', '-x509', '-nodes', ...kind, ...files]);
  return { cert, key };
};

type Ports = { readonly listen: number; readonly app: number; readonly names: number };

/** The file as it is, but for where things lie on this machine. */
const adapted = async (directory: string, { listen, app, names }: Ports): Promise<string> => {
  const { cert, key } = await certify(directory);
  return (
    textOf('deploy/nginx/nginx.conf')
      .replace('/etc/nginx/tls/fullchain.pem', cert)
      .replace('/etc/nginx/tls/privkey.pem', key)
      .replace('listen 8443 ssl', `listen 127.0.0.1:${listen} ssl`)
      .replace('resolver 127.0.0.11 valid=5s', `resolver 127.0.0.1:${names} valid=1s`)
      // So long an app is waited for, and a test for it.
      .replace('proxy_read_timeout 30s', 'proxy_read_timeout 5s')
      .replace('http:8443', `http:${app}`)
      .replace('bot:8000', `bot:${app}`)
      .replaceAll('/tmp/nginx', join(directory, 'nginx'))
  );
};

/** What nginx says of the file: nothing where it would take it. */
export const checkBalancer = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'aisha-nginx-'));
  try {
    const file = join(directory, 'nginx.conf');
    await writeFile(file, await adapted(directory, { listen: 1, app: 1, names: 1 }));
    return await runTool('nginx', ['-t', '-q', '-c', file, '-e', 'stderr']);
  } finally {
    await rm(directory, { recursive: true });
  }
};

export type Sent = {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Heard = {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** nginx with our file in front of apps that lie at any addresses of this machine. */
export const startBalancer = async (
  addresses: Record<string, string[]>,
  { rate = '50r/s' }: { readonly rate?: string } = {},
) => {
  const directory = await mkdtemp(join(tmpdir(), 'aisha-nginx-'));
  const names = await startNames(addresses);
  const ports = { listen: await freePort(), app: await freePort(), names: names.port };
  const file = join(directory, 'nginx.conf');
  await writeFile(file, (await adapted(directory, ports)).replace('rate=50r/s', `rate=${rate}`));
  const log = join(directory, 'errors.log');
  const nginx = startTool('nginx', ['-c', file, '-e', log, '-g', 'daemon off;']);
  const servers: Server[] = [];
  const ask = (path: string, { method = 'GET', body, headers = {} }: Sent = {}) =>
    new Promise<Heard>((resolve, reject) => {
      const { listen: port } = ports;
      const target = { host: '127.0.0.1', port, path, method, headers, rejectUnauthorized: false };
      const asked = request({ ...target, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => {
          resolve({ status: response.statusCode, headers: response.headers, body: text });
        });
      });
      asked.on('error', reject).end(body);
    });
  return {
    ask,
    /** What is heard on a line where something is said that is no request. */
    say: async (text: string): Promise<string> => {
      const line = connect({ host: '127.0.0.1', port: ports.listen, rejectUnauthorized: false });
      line.write(text);
      return (await line.setEncoding('utf8').toArray()).join('');
    },
    /** An app at an address, as a container is. */
    app: async (address: string, answer: RequestListener) => {
      const server = createServer(answer).listen(ports.app, address);
      await once(server, 'listening');
      servers.push(server);
      return { port: (server.address() as AddressInfo).port, stop: () => closed(server) };
    },
    ready: async () => {
      const deadline = Date.now() + 10_000;
      while (!(await ask('/').catch(() => undefined))) {
        if (Date.now() > deadline) throw new Error(await readFile(log, 'utf8'));
        await pause(50);
      }
    },
    stop: async () => {
      nginx.kill('SIGTERM');
      await once(nginx, 'exit');
      names.stop();
      await Promise.all(servers.map(closed));
      await rm(directory, { recursive: true });
    },
  };
};

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
