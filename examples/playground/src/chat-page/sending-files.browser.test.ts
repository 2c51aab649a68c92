import { describe, expect, it } from 'vitest';
import { attach, distanceToEnd, pictures, until, useChat } from './browser.fixture.ts';
import type { Message } from './client/protocol.ts';

const { theChat, visitAndEnter } = useChat(process.env);

describe('files', () => {
  it('go as albums of up to ten, in order, with the caption on the first', async () => {
    const { page, problems } = await visitAndEnter();
    theChat().albums.length = 0;
    await attach(page, await pictures(12));
    await page.getByTestId('sheet-item').getByRole('button').last().click();
    expect(await page.getByTestId('sheet-item').count()).toBe(11);
    await page.getByTestId('more-input').setInputFiles(await pictures(1));
    await until(async () => expect(await page.getByTestId('sheet-item').count()).toBe(12));
    await page.getByTestId('caption').fill('My photos');
    await page.getByTestId('sheet-send').click();
    await until(async () => expect(theChat().albums).toHaveLength(12));
    expect(new Set(theChat().albums.slice(0, 10)).size).toBe(1);
    expect(new Set(theChat().albums).size).toBe(2);
    await page.getByTestId('pending').waitFor({ state: 'detached' });
    const sizes = await page
      .locator('[data-album-id]')
      .evaluateAll((rows) =>
        rows.map((row) => row.querySelectorAll('.photo[data-message-id]').length),
      );
    expect(sizes).toEqual([10, 2]);
    expect(await page.locator('[data-album-id]').first().innerText()).toContain('My photos');
    await until(async () => expect(await distanceToEnd(page)).toBeLessThan(5));
    expect(problems).toEqual([]);
  });

  it('go uncompressed as documents when asked', async () => {
    const { page } = await visitAndEnter();
    await attach(page, await pictures(1));
    await page.getByTestId('as-files').check();
    await page.getByTestId('sheet-send').click();
    expect(await page.getByTestId('document').getAttribute('download')).toBe('0.jpg');
  });

  it('are refused in one sentence when larger than 20 MB', async () => {
    const { page } = await visitAndEnter();
    await page.evaluate(() => {
      const transfer = new DataTransfer();
      transfer.items.add(
        new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'huge.jpg', { type: 'image/jpeg' }),
      );
      window.dispatchEvent(new DragEvent('dragenter', { dataTransfer: transfer }));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer }));
    });
    const refusal = page.getByTestId('refusal');
    expect(await refusal.innerText()).toBe(
      'Larger than 20 MB, more than a bot can receive: huge.jpg.',
    );
    expect(await page.getByTestId('sheet-send').isDisabled()).toBe(true);
  });

  it('open large, one after the other', async () => {
    const { page } = await visitAndEnter();
    await attach(page, await pictures(2));
    await page.getByTestId('caption').press('Enter');
    await until(async () => expect(await page.getByTestId('photo').count()).toBe(2));
    await page.getByTestId('photo').first().click();
    await page.getByTestId('lightbox').getByText('1 of 2').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByTestId('lightbox').getByText('2 of 2').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('lightbox').waitFor({ state: 'detached' });
  });

  it('record voice messages as OGG with Opus', async () => {
    const { page, userId } = await visitAndEnter();
    await page.getByTestId('send').click();
    await page.getByTestId('voice-bar').getByText('0:01').waitFor();
    await page.getByTestId('send-voice').click();
    await page.locator('.voice').waitFor();
    const state = await fetch(`${theChat().url}/chat/api/state?user=${userId}`);
    const { messages } = (await state.json()) as { messages: Message[] };
    const voice = messages.at(-1)?.voice ?? { fileId: '', duration: 0 };
    expect(voice.duration).toBeGreaterThanOrEqual(1);
    const file = await fetch(`${theChat().url}/chat/api/files/${voice.fileId}?user=${userId}`);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.toString('latin1', 0, 4)).toBe('OggS');
    expect(bytes.toString('latin1', 28, 36)).toBe('OpusHead');
    const playable = await page.evaluate(async (url) => {
      const sound = await fetch(url).then((response) => response.arrayBuffer());
      return (await new AudioContext().decodeAudioData(sound)).duration;
    }, `/chat/api/files/${voice.fileId}?user=${userId}`);
    expect(playable).toBeGreaterThan(0.5);
  });
});
