import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { OrderRefused, PortError, type ProviderRequestId, type RunHandle } from '@aisha/core';
import {
  answerJson,
  scriptedServer,
  type Script,
  type ScriptedServer,
} from '../../../../test/support/scripted-server.ts';
import { falClient, type FalClient, type FalSubmission } from './fal-client.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const KEY = 'key-id:key-secret';

const against = async (
  script: Script,
  path = '',
): Promise<{ server: ScriptedServer; client: FalClient }> => {
  const server = await scriptedServer(script);
  closing.push(() => server.close());
  return { server, client: clientOf(`${server.origin}${path}`) };
};

const clientOf = (url: string, restUrl = url): FalClient => {
  // Long enough for the vendor's client to send a submit again, if it were let.
  const timeouts = { connect: 1_000, submit: 8_000, status: 400, result: 400, upload: 2_000 };
  const client = falClient({ apiKey: KEY, queueUrl: url, restUrl, timeouts });
  closing.push(() => client.close());
  return client;
};

const submission: FalSubmission = {
  endpoint: 'fal-ai/flux-pro/v1.1-ultra-finetuned',
  input: { prompt: 'a lighthouse' },
  webhookUrl: 'https://aisha.example/hook?run=1&mac=x',
  startWithinSeconds: 240,
  filesKept: '1d',
};
const run: RunHandle = {
  endpoint: 'fal-ai/flux-pro/v1.1-ultra-finetuned',
  requestId: 'r-1' as ProviderRequestId,
};

const errorOf = (promise: Promise<unknown>): Promise<PortError> =>
  promise.then(
    () => expect.fail('it succeeded'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(PortError);
      return error as PortError;
    },
  );

describe('submit', () => {
  it('sends the documented request', async () => {
    const { client, server } = await against(
      (_, response) => answerJson(response, { request_id: 'r-1', extra: {} }),
      '/prefix/queue',
    );
    expect(await client.submit(submission)).toEqual(run);
    expect(server.received).toHaveLength(1);
    const [request] = server.received;
    expect(request?.method).toBe('POST');
    const hook = encodeURIComponent(submission.webhookUrl!);
    expect(request?.url).toBe(
      `/prefix/queue/fal-ai/flux-pro/v1.1-ultra-finetuned?fal_webhook=${hook}`,
    );
    expect(request?.headers).toMatchObject({
      authorization: `Key ${KEY}`,
      'x-fal-request-timeout': '240',
      'x-fal-object-lifecycle-preference': '{"expiration_duration_seconds":86400}',
    });
    expect(JSON.parse(String(request?.body))).toEqual(submission.input);
  });

  it.each([
    [400, 'provider.rejected', false],
    [401, 'provider.unauthorized', false],
    [402, 'provider.balance-exhausted', true],
    [403, 'provider.unauthorized', false],
    [404, 'provider.rejected', false],
    [408, 'provider.unavailable', true],
    [422, 'provider.rejected', false],
    [429, 'provider.rate-limited', true],
    [500, 'provider.unavailable', true],
    [502, 'provider.outcome-unknown', false],
    [503, 'provider.outcome-unknown', false],
    [504, 'provider.outcome-unknown', false],
    [522, 'provider.outcome-unknown', false],
    [307, 'provider.outcome-unknown', false],
  ] as const)('after HTTP %i says %s and has sent one request', async (status, code, retryable) => {
    const { client, server } = await against((_, response) =>
      answerJson(response, { detail: 'no' }, { status, headers: { location: '/elsewhere' } }),
    );
    expect(await errorOf(client.submit(submission))).toMatchObject({ code, retryable });
    expect(server.received).toHaveLength(1);
  });

  it('tells why an order was not taken, and that repeating it is no use', async () => {
    const { client, server } = await against((_, response) => {
      const detail = [{ loc: ['body', 'prompt'], msg: 'no', type: 'content_policy_violation' }];
      answerJson(response, { detail }, { status: 422 });
    });
    const error = await errorOf(client.submit(submission));
    expect(error).toBeInstanceOf(OrderRefused);
    expect(error).toMatchObject({
      code: 'provider.rejected',
      retryable: false,
      failure: { code: 'content.blocked', retryable: false },
    });
    expect(server.received).toHaveLength(1);
  });

  it('knows an exhausted balance by its words', async () => {
    const { client } = await against((_, response) =>
      answerJson(
        response,
        { detail: 'User is locked. Reason: Exhausted balance.' },
        { status: 403 },
      ),
    );
    const error = await errorOf(client.submit(submission));
    expect(error).toMatchObject({ code: 'provider.balance-exhausted', retryable: true });
  });

  it.each([
    ['12', 12_000],
    ['86400', 3_600_000],
    ['soon', undefined],
  ])('waits as long as a 429 asks (%s), within an hour', async (header, retryAfterMs) => {
    const { client } = await against((_, response) =>
      answerJson(response, {}, { status: 429, headers: { 'retry-after': header } }),
    );
    expect((await errorOf(client.submit(submission))).retryAfterMs).toBe(retryAfterMs);
  });

  it('waits until the date that a 429 names', async () => {
    const { client } = await against((_, response) => {
      const date = new Date(Date.now() + 90_000).toUTCString();
      answerJson(response, {}, { status: 429, headers: { 'retry-after': date } });
    });
    const { retryAfterMs } = await errorOf(client.submit(submission));
    expect(retryAfterMs).toBeGreaterThan(60_000);
    expect(retryAfterMs).toBeLessThanOrEqual(90_000);
  });

  it('does not wait for a date that is over', async () => {
    const { client } = await against((_, response) => {
      const headers = { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' };
      answerJson(response, {}, { status: 429, headers });
    });
    expect((await errorOf(client.submit(submission))).retryAfterMs).toBe(0);
  });

  it.each<[string, Script]>([
    ['is reset', (_, response) => response.destroy()],
    [
      'stops in the middle',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"request_id":');
        response.socket?.end();
      },
    ],
    [
      'is broken JSON',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"request_id":');
      },
    ],
    [
      'is HTML',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<html>');
      },
    ],
    ['names no request', (_, response) => answerJson(response, { request_id: '../../x' })],
    [
      'never ends',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write(Buffer.alloc(9 * 1024 * 1024, 32));
      },
    ],
  ])(
    'does not know the outcome of a request whose answer %s, and does not repeat it',
    async (_, script) => {
      const { client, server } = await against(script);
      const error = await errorOf(client.submit(submission));
      expect(error).toMatchObject({ code: 'provider.outcome-unknown', retryable: false });
      expect(server.received).toHaveLength(1);
    },
  );

  it('does not know the outcome of a request that is not answered in time', async () => {
    const server = await scriptedServer(() => {});
    closing.push(() => server.close());
    const timeouts = { submit: 200 };
    const options = { apiKey: KEY, queueUrl: server.origin, restUrl: server.origin, timeouts };
    const client = falClient(options);
    closing.push(() => client.close());
    expect((await errorOf(client.submit(submission))).code).toBe('provider.outcome-unknown');
    expect(server.received).toHaveLength(1);
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const error = await errorOf(clientOf(`http://127.0.0.1:${port}`).submit(submission));
    expect(error).toMatchObject({ code: 'provider.unavailable', retryable: true });
  });

  it('knows that nothing was sent where the name leads nowhere', async () => {
    const error = await errorOf(clientOf('http://fal.invalid').submit(submission));
    expect(error).toMatchObject({ code: 'provider.unavailable', retryable: true });
  });

  it('takes a new connection each time, so that none is closed under it', async () => {
    const connections: (string | undefined)[] = [];
    const { client } = await against((request, response) => {
      connections.push(request.headers.connection);
      answerJson(response, { request_id: 'r-1' });
    });
    await client.submit(submission);
    await client.submit(submission);
    expect(connections).toEqual(['close', 'close']);
  });

  it('tells neither the key nor the prompt in an error', async () => {
    const { client } = await against((_, response) =>
      answerJson(response, { detail: `${KEY} a lighthouse` }, { status: 422 }),
    );
    const error = await errorOf(client.submit(submission));
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toMatch(
      /key-secret|lighthouse/,
    );
  });
});

describe('status', () => {
  it('asks the application, not the endpoint below it', async () => {
    const { client, server } = await against((_, response) =>
      answerJson(response, { status: 'IN_QUEUE', queue_position: 3 }, { status: 202 }),
    );
    expect(await client.status(run, { logs: true })).toMatchObject({ queue_position: 3 });
    expect(server.received[0]?.url).toBe('/fal-ai/flux-pro/requests/r-1/status?logs=1');
  });

  it('finds nothing where fal knows no such run', async () => {
    const { client } = await against((_, response) => answerJson(response, {}, { status: 404 }));
    expect(await client.status(run, { logs: false })).toBeUndefined();
  });

  it.each([
    [502, 'provider.unavailable'],
    [500, 'provider.unavailable'],
    [429, 'provider.rate-limited'],
    [401, 'provider.unauthorized'],
  ])('after HTTP %i says %s without asking again itself', async (status, code) => {
    const { client, server } = await against((_, response) => answerJson(response, {}, { status }));
    expect((await errorOf(client.status(run, { logs: false }))).code).toBe(code);
    expect(server.received).toHaveLength(1);
  });

  it.each([429, 500, 503])('waits as long as an HTTP %i asks', async (status) => {
    const { client } = await against((_, response) =>
      answerJson(response, {}, { status, headers: { 'retry-after': '7' } }),
    );
    const error = await errorOf(client.status(run, { logs: false }));
    expect(error).toMatchObject({ retryable: true, retryAfterMs: 7_000 });
  });

  it('gives up at its deadline', async () => {
    const { client } = await against(() => {});
    const error = await errorOf(client.status(run, { logs: false }));
    expect(error).toMatchObject({ code: 'provider.unavailable', retryable: true });
  });

  it('says so when the answer is not one', async () => {
    const { client } = await against((_, response) => answerJson(response, { status: 'NEW' }));
    const error = await errorOf(client.status(run, { logs: false }));
    expect(error.code).toBe('provider.invalid-answer');
  });

  it('puts no foreign text into a path', async () => {
    const { client, server } = await against((_, response) =>
      answerJson(response, {}, { status: 404 }),
    );
    const requestId = '../../secrets' as ProviderRequestId;
    await expect(client.status({ ...run, requestId }, { logs: false })).rejects.toThrow(/pattern/);
    expect(server.received).toHaveLength(0);
  });
});

describe('cancel', () => {
  it.each([
    [202, { status: 'CANCELLATION_REQUESTED' }, 'requested'],
    [400, { status: 'ALREADY_COMPLETED' }, 'already-completed'],
    [404, { status: 'NOT_FOUND' }, 'not-found'],
  ])('reads HTTP %i', async (status, body, answer) => {
    const { client, server } = await against((_, response) =>
      answerJson(response, body, { status }),
    );
    expect(await client.cancel(run)).toBe(answer);
    expect(server.received[0]).toMatchObject({
      method: 'PUT',
      url: '/fal-ai/flux-pro/requests/r-1/cancel',
    });
  });
});

describe('the key', () => {
  it('does not follow a redirect', async () => {
    const { server: other } = await against((_, response) => answerJson(response, {}));
    const { client } = await against((_, response) =>
      answerJson(response, {}, { status: 302, headers: { location: other.origin } }),
    );
    await errorOf(client.status(run, { logs: false }));
    expect(other.received).toHaveLength(0);
  });
});
