import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { picture, startTestSandbox, type TestSandbox } from './sandbox.fixture.ts';

interface SeenEvent {
  id: number;
  type: string;
  data: unknown;
}

/** Reads a page's event stream until `count` events have come. */
const readEvents = async (url: string, count: number, headers: Record<string, string> = {}) => {
  const abort = new AbortController();
  const response = await fetch(url, {
    headers,
    signal: AbortSignal.any([abort.signal, AbortSignal.timeout(5_000)]),
  });
  const read = async (): Promise<SeenEvent[]> => {
    const events: SeenEvent[] = [];
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) =>
          block
            .split('\n')
            .find((line) => line.startsWith(`${name}: `))
            ?.slice(name.length + 2);
        const data = field('data');
        if (data !== undefined)
          events.push({
            id: Number(field('id')),
            type: field('event')!,
            data: JSON.parse(data) as unknown,
          });
      }
      if (events.length >= count) break;
    }
    abort.abort();
    return events;
  };
  return { type: response.headers.get('content-type'), events: read() };
};

describe('the chat page’s API', () => {
  let test: TestSandbox;
  beforeAll(async () => {
    test = await startTestSandbox();
  });
  afterAll(async () => test.stop());

  it('streams messages, edits, deletions, actions and answers to the person alone', async () => {
    const { telegram, page } = test;
    const [user, other] = [await test.newPerson(), await test.newPerson()];
    const stream = await readEvents(`${page.base}/chat/api/events?user=${user}`, 5);
    expect(stream.type).toBe('text/event-stream');
    await telegram.sendMessage(other, 'not for you');
    await telegram.sendChatAction(user, 'typing');
    const { message_id: id } = await telegram.sendMessage(user, 'hello');
    await telegram.editMessageText(user, id, undefined, 'hello again');
    const { callbackId } = await page.post<{ callbackId: string }>('callbacks', {
      user,
      messageId: id,
      data: 'x',
    });
    await telegram.answerCbQuery(callbackId, 'done', { show_alert: true });
    await telegram.deleteMessage(user, id);
    const events = await stream.events;
    expect(events.map(({ type }) => type)).toEqual([
      'action',
      'message',
      'message',
      'answer',
      'deleted',
    ]);
    expect(events[2]?.data).toMatchObject({
      id,
      text: 'hello again',
    });
    expect(events[3]?.data).toEqual({ callbackId, text: 'done', alert: true });
    expect(events[4]?.data).toEqual({ ids: [id] });
  });

  it('gives a page that comes back what it has missed', async () => {
    const { telegram, page } = test;
    const user = await test.newPerson();
    const { lastEventId } = await page.state(user);
    await telegram.sendMessage(user, 'missed');
    const stream = await readEvents(`${page.base}/chat/api/events?user=${user}`, 1, {
      'last-event-id': String(lastEventId),
    });
    expect(await stream.events).toMatchObject([{ type: 'message', data: { text: 'missed' } }]);
  });

  it('shows files to those who have them in their chat, small when asked', async () => {
    const { page, telegram } = test;
    const [user, other] = [await test.newPerson(), await test.newPerson()];
    const sent = await telegram.sendPhoto(user, { source: await picture(1000, 800) });
    const fileId = sent.photo.at(-1)!.file_id;
    const whole = await page.file(fileId, user);
    expect(whole.headers.get('content-type')).toBe('image/jpeg');
    expect(whole.headers.get('cache-control')).toContain('immutable');
    const size = async (response: Response) => (await response.arrayBuffer()).byteLength;
    expect(await size(await page.file(fileId, user, '&thumb=1'))).toBeLessThan(await size(whole));
    expect((await page.file(fileId, other)).status).toBe(404);
  });

  it('never shows a document as a page of its own', async () => {
    const { page } = test;
    const user = await test.newPerson();
    const query = { user: String(user), as: 'document', name: 'x.html' };
    await page.upload(query, Buffer.from('<script>1</script>'), 'text/html');
    const { document } = (await page.state(user)).messages.at(-1)!;
    const response = await page.file(document!.fileId, user);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect(await response.text()).toBe('<script>1</script>');
  });

  it('takes a voice message', async () => {
    const { page, telegram } = test;
    const user = await test.newPerson();
    await fetch(`${page.base}/chat/api/voice?user=${user}&duration=2`, {
      method: 'POST',
      headers: { 'content-type': 'audio/ogg' },
      body: 'OggS',
    });
    const [update] = await telegram.callApi('getUpdates', { offset: -1 });
    expect(update).toMatchObject({ message: { voice: { duration: 2, mime_type: 'audio/ogg' } } });
  });

  it('keeps the order in which uploads were begun, whatever their sizes', async () => {
    const { page } = test;
    const user = await test.newPerson();
    const query = (caption: string) => ({ user: String(user), as: 'photo', album: 'a', caption });
    const [big, small] = [await picture(3000, 2000), await picture(100, 100)];
    const first = page.upload(query('first'), big);
    await page.state(user);
    await Promise.all([first, page.upload(query('second'), small)]);
    const captions = (await page.state(user)).messages.flatMap(({ caption }) => caption ?? []);
    expect(captions).toEqual(['first', 'second']);
  });

  it('lives on when an upload breaks off while another is under way', async () => {
    const { page } = test;
    const user = await test.newPerson();
    const query = { user: String(user), as: 'document', name: 'x' };
    const big = page.upload({ ...query, as: 'photo' }, await picture(3000, 2000));
    await expect(page.upload(query, Buffer.alloc(20 * 1024 ** 2 + 1))).rejects.toThrow('413');
    await expect(page.upload(query, Buffer.alloc(0))).rejects.toThrow('400 This file is empty.');
    await big;
    await expect(page.upload(query, Buffer.from('x'))).resolves.toHaveProperty('id');
  });

  it('lets people ask inline, see drafts and shut the bot out', async () => {
    const { page, telegram } = test;
    const user = await test.newPerson();
    const stream = await readEvents(`${page.base}/chat/api/events?user=${user}`, 2);
    await page.post('inline-queries', { user, query: 'cats' });
    const [asked] = await telegram.callApi('getUpdates', { offset: -1 });
    expect(asked).toMatchObject({ inline_query: { query: 'cats', from: { id: user } } });
    const { inline_query: inline } = asked as { inline_query: { id: string } };
    const unknown = { type: 'photo', id: '1', photo_file_id: 'x' } as const;
    await expect(telegram.answerInlineQuery(inline.id, [unknown])).rejects.toThrow(
      'wrong remote file identifier',
    );
    const other = await test.newPerson();
    const { photo } = await telegram.sendPhoto(other, { source: await picture(400, 300) });
    const fileId = photo.at(-1)?.file_id ?? '';
    const result = { type: 'photo', id: '1', photo_file_id: fileId } as const;
    await expect(telegram.answerInlineQuery(inline.id, [result, result])).rejects.toThrow(
      'RESULT_ID_DUPLICATE',
    );
    await telegram.answerInlineQuery(inline.id, [result], {
      is_personal: true,
      next_offset: '50',
      button: { text: 'Open', start_parameter: 'inline' },
    });
    const draft = { chat_id: user, draft_id: 7, text: '<i>soon</i>', parse_mode: 'HTML' };
    await telegram.callApi('sendMessageDraft' as never, draft as never);
    expect(await stream.events).toMatchObject([
      {
        type: 'inline',
        data: {
          queryId: inline.id,
          results: [{ id: '1', photo: { fileId } }],
          nextOffset: '50',
          button: { text: 'Open', startParameter: 'inline' },
        },
      },
      { type: 'draft', data: { draftId: 7, text: 'soon', entities: [{ type: 'italic' }] } },
    ]);
    expect((await page.file(fileId, user)).status).toBe(200);
    const chosen = { queryId: inline.id, resultId: '1' };
    await expect(page.post('inline-results', { ...chosen, user: other })).rejects.toThrow('404');
    const { id: sentId } = await page.post('inline-results', { ...chosen, user });
    expect((await page.state(user)).messages.at(-1)).toMatchObject({
      id: sentId,
      from: 'user',
      photo: { fileId },
      viaBot: 'aisha_sandbox_bot',
    });
    const [heard] = await telegram.callApi('getUpdates', { offset: -1 });
    expect(heard).toMatchObject({ message: { via_bot: { is_bot: true }, photo } });
    await page.post('blocks', { user, blocked: true });
    await expect(telegram.sendMessage(user, 'x')).rejects.toThrow('403');
  });

  it('refuses other sites, strangers, wrong shapes and what is too big', async () => {
    const { page } = test;
    const status = async (path: string, init: RequestInit = {}) =>
      (await fetch(`${page.base}/chat/api/${path}`, init)).status;
    const json = (body: unknown, headers: Record<string, string> = {}) => ({
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const user = await test.newPerson();
    const message = { user, text: 'x' };
    expect(await status('messages', json(message, { origin: 'https://evil.example' }))).toBe(403);
    expect(await status('messages', json(message, { 'sec-fetch-site': 'cross-site' }))).toBe(403);
    expect(await status('messages', json(message, { origin: page.base }))).toBe(200);
    expect(await status('messages', json({ user: 5, text: 'x' }))).toBe(404);
    expect(await status('messages', json({ user, text: 'x', more: 1 }))).toBe(400);
    expect(await status('messages', json({ user, text: 'x'.repeat(4_097) }))).toBe(400);
    expect(await status('messages', json({ user, text: 'x'.repeat(70_000) }))).toBe(413);
    expect(await status('callbacks', json({ user, messageId: 999_999, data: 'x' }))).toBe(404);
    expect(await status('state?user=5')).toBe(404);
    expect(await status('nothing')).toBe(404);
    await expect(
      page.upload({ user: String(user), as: 'document' }, Buffer.alloc(20 * 1024 ** 2 + 1)),
    ).rejects.toThrow('413 A file has at most 20 MB.');
  });
});
