import { fork } from 'node:child_process';
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { openResources } from '@aisha/adapters/composition';
import { startEmbeddedPostgres } from '@aisha/adapters/embedded-postgres';
import { deriveWebhookSecret, falWebhookAddresses } from '@aisha/adapters/fal';
import type { RunId } from '@aisha/core';
import { composeHttp, listen, readHttpSettings, startHttp } from '@aisha/http';
import type { Load, LoadResult } from './load-process.ts';
import { table, type Row } from './table.ts';
import { withTemporaryDirectory } from './temporary.ts';

const connections = 32;
const requestsARound = 1500;
const rounds = 3;
const apiKey = 'key-of-a-bench';
const userId = 'a-bench';
const path = '/api/v1/avatar/status_update';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const verifyingKey = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));

const messageOf = (requestId: string, timestamp: string, body: Buffer | string): Buffer => {
  const digest = createHash('sha256').update(body).digest('hex');
  return Buffer.from([requestId, userId, timestamp, digest].join('\n'));
};

const signedRequests = (): Load['requests'] =>
  Array.from({ length: requestsARound }, () => {
    const id = randomUUID();
    const image = { url: `https://v3.fal.media/files/${id}.jpg`, content_type: 'image/jpeg' };
    const payload = { images: [image], seed: 7, has_nsfw_concepts: [false] };
    const body = JSON.stringify({ request_id: id, gateway_request_id: id, status: 'OK', payload });
    const timestamp = String(Math.floor(Date.now() / 1000));
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'x-fal-webhook-request-id': id,
        'x-fal-webhook-user-id': userId,
        'x-fal-webhook-timestamp': timestamp,
        'x-fal-webhook-signature': sign(null, messageOf(id, timestamp, body), privateKey).toString(
          'hex',
        ),
      },
    };
  });

const listening = async (server: Server): Promise<string> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const isSigned = (message: Buffer, signature: string): Promise<boolean> =>
  new Promise((resolve) => {
    verify(null, message, verifyingKey, Buffer.from(signature, 'hex'), (_, valid) =>
      resolve(valid),
    );
  });

/** The same check and the same event, kept by the shortest program that does both. */
const bareServer = (pool: Pool): Server =>
  createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const header = (name: string): string => String(request.headers[`x-fal-webhook-${name}`]);
      const message = messageOf(header('request-id'), header('timestamp'), body);
      const valid = await isSigned(message, header('signature'));
      if (!valid) return response.writeHead(401).end();
      const { request_id: id, payload } = JSON.parse(body.toString()) as {
        request_id: string;
        payload: unknown;
      };
      await pool.query(
        `insert into provider_events (id, request_id, run_id, outcome, payload, received_at)
         values ($1, $2, $3, 'succeeded', $4, now()) on conflict (request_id, outcome) do nothing`,
        [randomUUID(), id, randomUUID(), JSON.stringify(payload)],
      );
      return response.writeHead(200).end('{"status":"accepted"}');
    })();
  });

const load = async (url: string): Promise<LoadResult> => {
  const child = fork(new URL('load-process.ts', import.meta.url));
  const asked: Load = { url, connections, requests: signedRequests() };
  child.send(asked);
  const [result] = (await once(child, 'message')) as [LoadResult];
  child.kill();
  if (result.statuses['200'] !== requestsARound) {
    throw new Error(`not all were accepted: ${JSON.stringify(result.statuses)}`);
  }
  return result;
};

const best = (results: readonly LoadResult[]): LoadResult =>
  results.reduce((one, other) => (other.perSecond > one.perSecond ? other : one));

/** They take turns, so that a busy machine is fair to both; the first round warms them up. */
const compare = async (ours: string, bare: string): Promise<Row[]> => {
  const results = { ours: [] as LoadResult[], bare: [] as LoadResult[] };
  for (let round = 0; round <= rounds; round += 1) {
    const [one, other] = [await load(ours), await load(bare)];
    if (round === 0) continue;
    results.ours.push(one);
    results.bare.push(other);
  }
  const [our, other] = [best(results.ours), best(results.bare)];
  const row = (name: string, { perSecond, p50Ms, p99Ms }: LoadResult): Row => [
    name,
    Math.round(perSecond),
    perSecond / other.perSecond,
    Number(p50Ms.toFixed(1)),
    Number(p99Ms.toFixed(1)),
  ];
  return [
    row('the route: address, signature, event and job in one transaction', our),
    row('node:http alone: signature and the same INSERT', other),
  ];
};

const withApp = async (dataDir: string, work: (ours: string, pool: Pool) => Promise<string>) => {
  const keys = createServer((_, response) => {
    response.end(JSON.stringify({ keys: [publicKey.export({ format: 'jwk' })] }));
  });
  const jwksUrl = await listening(keys);
  const database = await startEmbeddedPostgres({ dataDir });
  const settings = readHttpSettings({
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    FAL_API_KEY: apiKey,
    FAL_USER_ID: userId,
    FAL_JWKS_URL: jwksUrl,
    API_PORT: '0',
    LOG_LEVEL: 'silent',
  });
  const resources = await openResources({ settings });
  const http = startHttp(composeHttp(settings, resources), await listen(settings));
  const pool = new Pool({ connectionString: database.url });
  try {
    // There are no runs here for the events to belong to.
    await pool.query('alter table provider_events drop constraint provider_events_run_id_foreign');
    return await work(`http://127.0.0.1:${http.port}`, pool);
  } finally {
    await pool.end();
    await http.stop();
    await resources.close();
    await database.stop();
    keys.close();
  }
};

/** What receiving a webhook costs beside the least that anybody would have to do. */
export const benchWebhooks = (): Promise<string> =>
  withTemporaryDirectory((dataDir) =>
    withApp(dataDir, async (origin, pool) => {
      const addresses = falWebhookAddresses({
        webhookUrl: `${origin}${path}`,
        secret: deriveWebhookSecret(apiKey),
      });
      const ours = addresses.issue({ runId: randomUUID() as RunId, tryNumber: 1 }) ?? '';
      const server = bareServer(pool);
      const rows = await compare(ours, await listening(server));
      server.closeAllConnections();
      server.close();
      const head = ['how', 'requests/s', 'ratio', 'p50 ms', 'p99 ms'];
      return table(`Webhooks (${connections} connections)`, head, rows);
    }),
  );
