import { fork, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { openResources } from '@aisha/adapters/composition';
import { startEmbeddedPostgres } from '@aisha/adapters/embedded-postgres';
import { deriveWebhookSecret, falWebhookAddresses } from '@aisha/adapters/fal';
import type { RunId } from '@aisha/core';
import { composeHttp, listen, readHttpSettings, startHttp } from '@aisha/http';
import { bareServer, listening, messageOf } from './bare-webhook-server.ts';
import type { Load, LoadResult } from './load-process.ts';
import { median, table, type Row } from './table.ts';
import { withTemporaryDirectory } from './temporary.ts';

const connections = 32;
const requestsARound = 800;
const rounds = 7;
const limits = { accepted: 0.85, forged: 0.7 };
const apiKey = 'key-of-a-bench';
const userId = 'a-bench';
const path = '/api/v1/avatar/status_update';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');

type Requests = Load['requests'];

const signedRequests = (): Requests =>
  Array.from({ length: requestsARound }, () => {
    const id = randomUUID();
    const image = { url: `https://v3.fal.media/files/${id}.jpg`, content_type: 'image/jpeg' };
    const payload = { images: [image], seed: 7, has_nsfw_concepts: [false] };
    const body = JSON.stringify({ request_id: id, gateway_request_id: id, status: 'OK', payload });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const message = messageOf({ requestId: id, userId, timestamp, body });
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'x-fal-webhook-request-id': id,
        'x-fal-webhook-user-id': userId,
        'x-fal-webhook-timestamp': timestamp,
        'x-fal-webhook-signature': sign(null, message, privateKey).toString('hex'),
      },
    };
  });

/** True in all but the signature, which is another message's: nothing cheaper tells them apart. */
const forgedRequests = (): Requests => {
  const requests = signedRequests();
  const name = 'x-fal-webhook-signature';
  const other = requests[0]?.headers[name] ?? '';
  return requests.map(({ headers, body }) => ({
    body: `${body} `,
    headers: { ...headers, [name]: other },
  }));
};

type Case = {
  readonly status: number;
  readonly make: () => Requests;
  readonly ours: string;
  readonly bare: string;
};

type Loader = (url: string, requests: Requests, status: number) => Promise<LoadResult>;

const loaderIn =
  (child: ChildProcess): Loader =>
  async (url, requests, status) => {
    const asked: Load = { url, connections, requests };
    child.send(asked);
    const [result] = (await once(child, 'message')) as [LoadResult];
    if (result.statuses[status] !== requests.length) {
      throw new Error(`not all were answered ${status}: ${JSON.stringify(result.statuses)}`);
    }
    return result;
  };

/** They take turns, so that a busy machine is fair to both; the first round warms them up. */
const compare = async (load: Loader, { status, make, ours, bare }: Case) => {
  const pairs: { ours: LoadResult; bare: LoadResult }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const both = { ours: await load(ours, make(), status), bare: await load(bare, make(), status) };
    if (round > 0) pairs.push(both);
  }
  const middle = (pick: (pair: (typeof pairs)[number]) => number) => median(pairs.map(pick));
  const ratio = middle((pair) => pair.ours.perSecond / pair.bare.perSecond);
  const row = (name: string, who: 'ours' | 'bare', share: number): Row => [
    name,
    Math.round(middle((pair) => pair[who].perSecond)),
    share,
    Number(middle((pair) => pair[who].p50Ms).toFixed(1)),
    Number(middle((pair) => pair[who].p99Ms).toFixed(1)),
  ];
  return { ratio, row };
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
  // One that is still saying goodbye while its server stops.
  pool.on('error', () => undefined);
  try {
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
      const secret = deriveWebhookSecret(apiKey);
      const addresses = falWebhookAddresses({ webhookUrl: `${origin}${path}`, secret });
      const ours = addresses.issue({ runId: randomUUID() as RunId, tryNumber: 1 }) ?? '';
      const server = bareServer({ pool, publicKey });
      const bare = await listening(server);
      const child = fork(new URL('load-process.ts', import.meta.url));
      const load = loaderIn(child);
      try {
        const accepted = await compare(load, { status: 200, make: signedRequests, ours, bare });
        const forged = await compare(load, { status: 401, make: forgedRequests, ours, bare });
        return table(
          `Webhooks (${connections} connections, medians of ${rounds} rounds; at least ${limits.accepted} and ${limits.forged})`,
          ['how', 'requests/s', 'ratio', 'p50 ms', 'p99 ms'],
          [
            accepted.row('true: address, signature, event and job', 'ours', accepted.ratio),
            accepted.row('  node:http alone: signature and the same INSERT', 'bare', 1),
            forged.row('forged: address, signature, refused', 'ours', forged.ratio),
            forged.row('  node:http alone: signature, refused', 'bare', 1),
          ],
        );
      } finally {
        child.kill();
        server.closeAllConnections();
        server.close();
      }
    }),
  );
