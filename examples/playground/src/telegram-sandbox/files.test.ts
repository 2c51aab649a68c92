import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import type { Message } from './wire.ts';
import {
  picture,
  startTestSandbox,
  token,
  type TestSandbox,
  poll,
  refusal,
} from './sandbox.fixture.ts';

describe('files', () => {
  let test: TestSandbox;
  let user: number;
  beforeAll(async () => {
    test = await startTestSandbox();
    user = await test.newPerson();
  });
  afterAll(async () => test.stop());

  const download = async (fileId: string): Promise<Buffer> => {
    const { file_path: path } = await test.telegram.getFile(fileId);
    const response = await fetch(`${test.sandbox.apiRoot}/file/bot${token}/${path ?? ''}`);
    return Buffer.from(await response.arrayBuffer());
  };
  /** What the bot is told next, confirmed at once. */
  const nextMessage = async (): Promise<Message> => {
    const [update] = await poll(test, { timeout: 5, limit: 1 });
    await poll(test, { offset: update!.update_id + 1, limit: 1 });
    return update!.message;
  };
  const upload = async (as: string, bytes: Uint8Array, name: string, type?: string) =>
    test.page.upload({ user: String(user), as, name }, bytes, type);

  it('sent as photos become ascending JPEGs, upright and without metadata', async () => {
    const rotated = await sharp(await picture(2000, 1000))
      .withExif({ IFD0: { Model: 'Secret' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    await upload('photo', rotated, 'a.jpg');
    const { photo, from } = await nextMessage();
    expect(from).toMatchObject({ id: user, language_code: 'en' });
    expect(photo?.map(({ width, height }) => [width, height])).toEqual([
      [45, 90],
      [160, 320],
      [400, 800],
      [640, 1280],
    ]);
    const largest = photo!.at(-1)!;
    const bytes = await download(largest.file_id);
    const { format, exif } = await sharp(bytes).metadata();
    expect([format, exif, bytes.length]).toEqual(['jpeg', undefined, largest.file_size]);
  });

  it('sent as documents keep their bytes, name and type, and get a thumbnail', async () => {
    const original = await picture(900, 600, 3);
    await upload('document', original, 'Я & me.jpg');
    const { document } = await nextMessage();
    expect(document).toMatchObject({
      file_name: 'Я & me.jpg',
      mime_type: 'image/jpeg',
      file_size: original.length,
      thumbnail: { width: 320, height: 213 },
    });
    expect((await download(document!.file_id)).equals(original)).toBe(true);
  });

  it('that no decoder takes arrive as documents even when sent as photos', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    await upload('photo', svg, 'x.svg', 'image/svg+xml');
    expect(await nextMessage()).toMatchObject({ document: { mime_type: 'image/svg+xml' } });
    const broken = (await picture(500, 500)).subarray(0, 3_000);
    await upload('photo', broken, 'x.jpg');
    expect(await nextMessage()).toHaveProperty('document');
  });

  it('of equal content share their unique id, never their file id', async () => {
    const bytes = await picture(300, 300, 5);
    await upload('document', bytes, 'one.jpg');
    const one = (await nextMessage()).document!;
    await upload('document', bytes, 'two.jpg');
    const two = (await nextMessage()).document!;
    expect(two.file_unique_id).toBe(one.file_unique_id);
    expect(two.file_id).not.toBe(one.file_id);
  });

  it('of one album are messages of their own with one group id, in order', async () => {
    const album = { user: String(user), as: 'photo', album: 'holiday' };
    const bytes = await Promise.all([1, 2, 3].map((seed) => picture(320, 240, seed)));
    for (const [index, file] of bytes.entries())
      await test.page.upload({ ...album, name: `${index}.jpg`, caption: `${index}` }, file);
    const messages = [await nextMessage(), await nextMessage(), await nextMessage()];
    expect(messages.map(({ caption }) => caption)).toEqual(['0', '1', '2']);
    const groups = new Set(messages.map(({ media_group_id: group }) => group));
    expect([...groups]).toEqual([expect.stringMatching(/^\d{17}$/)]);
  });

  it('are sent again by their id, in every form Telegraf has', async () => {
    const { telegram } = test;
    const source = await picture(640, 480, 7);
    const sent = await telegram.sendPhoto(user, { source }, { caption: 'a *b*' });
    const fileId = sent.photo.at(-1)!.file_id;
    const again = await telegram.sendPhoto(user, fileId);
    expect(again.photo).toEqual(sent.photo);
    const document = await telegram.sendDocument(user, { source, filename: 'Привет.jpg' });
    expect(document.document).toMatchObject({ file_name: 'Привет.jpg', mime_type: 'image/jpeg' });
    expect(await refusal(telegram.sendDocument(user, fileId))).toBe(
      "400: Bad Request: can't use file of type Photo as Document",
    );
    const voice = await telegram.sendVoice(user, { source: Buffer.from('OggS…') }, { duration: 3 });
    expect(voice.voice.duration).toBe(3);
    const animation = await telegram.sendAnimation(user, { source: Buffer.from('mp4') });
    expect(animation).toHaveProperty('document');
    expect(await refusal(telegram.sendPhoto(user, 'nonsense'))).toBe(
      '400: Bad Request: wrong file identifier/HTTP URL specified',
    );
    expect(await refusal(telegram.getFile('nonsense'))).toBe('400: Bad Request: invalid file_id');
  });

  it('make albums of 2 to 10 of one kind', async () => {
    const { telegram } = test;
    const photo = (seed: number) =>
      picture(200, 200, seed).then((source) => ({ type: 'photo', media: { source } }) as const);
    const [one, two] = await Promise.all([photo(1), photo(2)]);
    const sent = await telegram.sendMediaGroup(user, [{ ...one, caption: 'first' }, two]);
    const groups = new Set(
      sent.map((message) => 'media_group_id' in message && message.media_group_id),
    );
    expect([...groups]).toEqual([expect.stringMatching(/^\d{17}$/)]);
    expect(sent[0]).toMatchObject({ caption: 'first' });
    expect(await refusal(telegram.sendMediaGroup(user, [one]))).toContain('400: Bad Request');
    const document = { type: 'document', media: { source: await picture(50, 50) } } as const;
    expect(await refusal(telegram.sendMediaGroup(user, [one, document] as never))).toBe(
      "400: Bad Request: can't use the media of the specified type in the album",
    );
  });

  it('are photos only within Telegram’s limits', async () => {
    const { telegram } = test;
    const wide = { source: await picture(2_100, 100) };
    expect(await refusal(telegram.sendPhoto(user, wide))).toBe(
      '400: Bad Request: PHOTO_INVALID_DIMENSIONS',
    );
    const heavy = { source: Buffer.alloc(10 * 1024 ** 2 + 1) };
    expect(await refusal(telegram.sendPhoto(user, heavy))).toContain('is too big for a photo');
    const text = { source: Buffer.from('not a picture') };
    expect(await refusal(telegram.sendPhoto(user, text))).toBe(
      '400: Bad Request: IMAGE_PROCESS_FAILED',
    );
  });

  it('over 20 MB go up but not down, and over 50 MB not even up', async () => {
    const { telegram } = test;
    const big = await telegram.sendDocument(user, { source: Buffer.alloc(21 * 1024 ** 2) });
    expect(await refusal(telegram.getFile(big.document.file_id))).toBe(
      '400: Bad Request: file is too big',
    );
    const huge = { source: Buffer.alloc(50 * 1024 ** 2 + 1) };
    expect(await refusal(telegram.sendDocument(user, huge))).toMatch(/413|EPIPE|ECONNRESET/);
  });
});
