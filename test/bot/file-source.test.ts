import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gather, isPortError, type FileRef } from '@aisha/core';
import { fileSourceContract } from '@aisha/core/testing';
import { telegrafFileSource, telegramClient } from '@aisha/adapters/telegraf';
import { answerJson, scriptedServer, type ScriptedServer } from '../support/scripted-server.ts';
import { startTelegram, token, type Telegram } from './telegram.ts';

const filesOn = (apiRoot: string) =>
  telegrafFileSource({ telegram: telegramClient({ token, apiRoot }), token, apiRoot });

/** The `getFile` half of the Bot API, which announces what the test wants it to. */
const announcingServer = async () => {
  const files = new Map<string, { content: Uint8Array; announced: number }>();
  const server = await scriptedServer(({ url, body }, response) => {
    if (url.endsWith('/getFile')) {
      const { file_id: id } = JSON.parse(body.toString()) as { file_id: string };
      const file = files.get(id);
      const result = { file_id: id, file_unique_id: id, file_size: file?.announced, file_path: id };
      if (file) return answerJson(response, { ok: true, result });
      const refused = { ok: false, error_code: 400, description: 'Bad Request: wrong file_id' };
      return answerJson(response, refused, { status: 400 });
    }
    // In pieces, without a length: the size shows only as it comes.
    const { content = new Uint8Array() } = files.get(url.split('/').at(-1) ?? '') ?? {};
    response.write(content.subarray(0, 1000));
    response.end(content.subarray(1000));
  });
  return {
    server,
    offer: async (content: Uint8Array, announced = content.length): Promise<FileRef> => {
      const id = randomUUID();
      files.set(id, { content, announced });
      return id as FileRef;
    },
  };
};

describe('files from Telegram', () => {
  fileSourceContract({
    it,
    create: async () => {
      const { server, offer } = await announcingServer();
      return {
        files: filesOn(server.origin),
        offer,
        missing: 'nothing' as FileRef,
        cleanup: () => server.close(),
      };
    },
  });
});

describe('a file on the way from Telegram', () => {
  let telegram: Telegram;
  let servers: ScriptedServer[];

  beforeEach(async () => {
    servers = [];
    telegram = await startTelegram();
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await telegram.stop();
  });

  const sent = async (content: Uint8Array): Promise<FileRef> => {
    const user = await telegram.newPerson();
    await telegram.page.upload({ user: String(user), as: 'document', name: 'a.bin' }, content);
    const [message] = (await telegram.seenBy(user)).slice(-1);
    return message?.document?.fileId as FileRef;
  };
  const read = async (files: ReturnType<typeof filesOn>, ref: FileRef, maxBytes = 10_000) =>
    gather(await files.open(ref, { maxBytes }));
  const failureOf = async (call: Promise<unknown>) => {
    const error = await call.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!isPortError(error)) throw new Error('not a PortError', { cause: error });
    const printed = [error.message, error.stack, String(error.cause)].join(' ');
    expect(printed).not.toContain(token.split(':')[1]);
    return { code: error.code, retryable: error.retryable };
  };
  const downloading = async (
    answer: (response: ServerResponse, request: Pick<IncomingMessage, 'headers'>) => void,
  ) => {
    const server = await scriptedServer((request, response) => {
      if (!request.url.endsWith('/getFile')) return answer(response, request);
      const result = { file_id: 'f', file_unique_id: 'f', file_path: 'photos/1.jpg' };
      answerJson(response, { ok: true, result });
    });
    servers.push(server);
    return filesOn(server.origin);
  };
  const ref = 'f' as FileRef;

  it('is what the person sent', async () => {
    const content = Uint8Array.from({ length: 5000 }, (_, at) => at % 256);
    const files = filesOn(telegram.sandbox.apiRoot);
    expect(await read(files, await sent(content))).toEqual(content);
  });

  it('comes from the same server as the calls, whatever its address looks like', async () => {
    const files = filesOn(`${telegram.sandbox.apiRoot}/`);
    expect(await read(files, await sent(Buffer.from('x')))).toHaveLength(1);
  });

  it('may be there later where Telegram is in trouble', async () => {
    const later = { code: 'file.unavailable', retryable: true };
    const files = filesOn(telegram.sandbox.apiRoot);
    const file = await sent(Buffer.from('x'));
    telegram.faults.set({ fileDownloads: { times: 1 } });
    expect(await failureOf(read(files, file))).toEqual(later);
    telegram.faults.set({ serverError: { times: 1, methods: ['getFile'] } });
    expect(await failureOf(read(files, file))).toEqual(later);
    telegram.faults.set({ tooManyRequests: { times: 1, retryAfter: 9, methods: ['getFile'] } });
    expect(await failureOf(read(files, file))).toEqual({
      code: 'messenger.rate-limited',
      retryable: true,
    });
    const breaking = await downloading((response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setImmediate(() => response.destroy());
    });
    expect(await failureOf(read(breaking, ref))).toEqual(later);
  });

  it('is not there where Telegram says so', async () => {
    const files = await downloading((response) => response.writeHead(404).end());
    expect(await failureOf(read(files, ref))).toEqual({
      code: 'file.unavailable',
      retryable: false,
    });
  });

  it('is never fetched from where somebody sends us on to', async () => {
    const elsewhere = await scriptedServer((_, response) => response.end('stolen'));
    servers.push(elsewhere);
    const files = await downloading((response) =>
      response.writeHead(302, { location: elsewhere.origin }).end(),
    );
    expect(await failureOf(read(files, ref))).toMatchObject({ code: 'file.unavailable' });
    expect(elsewhere.received).toEqual([]);
  });

  it('is refused unread where it announces too much', async () => {
    const files = await downloading((response) => {
      response.writeHead(200, { 'content-length': '20001' }).write('x');
    });
    expect(await failureOf(read(files, ref, 20_000))).toEqual({
      code: 'file.too-large',
      retryable: false,
    });
  });
});
