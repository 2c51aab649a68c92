import { describe, expect, it } from 'vitest';
import { distanceToEnd, say, until, useChat } from './browser.fixture.ts';

const { theChat, visit, visitAndEnter } = useChat(process.env);

describe('a first visit', () => {
  it('introduces the bot in the language of the browser, or the one chosen', async () => {
    const { page } = await visit({ locale: 'ru-RU' });
    await page.getByText('Портреты из ваших фото').waitFor();
    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByText('Portraits from your photos').waitFor();
    await page.getByPlaceholder('Guest').waitFor();
  });

  it('starts the chat under the chosen name and finds it again after a reload', async () => {
    const { page, problems } = await visitAndEnter();
    await page.reload();
    await page.getByText('Hello, Ann!').waitFor();
    expect(await page.locator('[data-message-id]').count()).toBe(2);
    expect(problems).toEqual([]);
  });

  it('keeps the button that is being pressed when the bot is introduced', async () => {
    const { page } = await visit();
    const answer = Promise.withResolvers<void>();
    await page.route('**/chat/api/state?*', async (route) => {
      await answer.promise;
      await route.continue();
    });
    await page.reload();
    const start = await page.getByTestId('start').elementHandle();
    answer.resolve();
    await page.getByText('Portraits from your photos').waitFor();
    expect(await start?.evaluate((button) => button.isConnected)).toBe(true);
  });

  it('shows several people side by side by the user in the address', async () => {
    const { userId } = await visitAndEnter();
    const { page } = await visit();
    await page.goto(`${theChat().url}/?user=${userId}`);
    await page.getByText('Hello, Ann!').waitFor();
  });
});

describe('writing', () => {
  it('shows markup as it was typed and the bot’s entities as it meant them', async () => {
    const { page, problems } = await visitAndEnter();
    const hostile = '<img src=x onerror="document.title=1"> **x**';
    await say(page, hostile);
    await page.getByText(hostile).waitFor();
    await page.locator('strong', { hasText: 'You said' }).waitFor();
    await page.locator('.spoiler').click();
    await page.locator('.spoiler.is-revealed', { hasText: String(hostile.length) }).waitFor();
    expect(problems).toEqual([]);
  });

  it('keeps a line break with Shift and sends without', async () => {
    const { page } = await visitAndEnter();
    await page.getByTestId('composer').pressSequentially('one');
    await page.getByTestId('composer').press('Shift+Enter');
    await page.getByTestId('composer').pressSequentially('two');
    await page.getByTestId('send').click();
    await until(async () => {
      expect(await page.locator('.is-user .text').last().innerText()).toMatch(/one\ntwo/);
    });
  });

  it('suggests commands and sends the chosen one', async () => {
    const { page } = await visitAndEnter();
    await page.getByTestId('composer').pressSequentially('/k');
    expect(await page.getByTestId('commands').getByRole('option').allInnerTexts()).toEqual([
      '/keys\nShow keys',
    ]);
    await page.getByTestId('composer').press('Enter');
    await page.getByTestId('reply-keyboard').getByRole('button', { name: 'Blue' }).click();
    await page.locator('.is-user', { hasText: 'Blue' }).waitFor();
    await say(page, '/bye');
    await page.getByTestId('reply-keyboard').waitFor({ state: 'hidden' });
  });
});

describe('buttons', () => {
  it('stay busy until the bot has answered, then say what it said', async () => {
    const { page } = await visitAndEnter();
    const button = page.getByRole('button', { name: 'Slow' });
    await button.click();
    await until(async () => expect(await button.getAttribute('aria-busy')).toBe('true'));
    theChat().release();
    await page.getByTestId('toast').getByText('Done at last').waitFor();
    await until(async () => expect(await button.getAttribute('aria-busy')).toBeNull());
  });

  it('open an alert that waits to be read', async () => {
    const { page } = await visitAndEnter();
    await page.getByRole('button', { name: 'Alert' }).click();
    const alert = page.getByTestId('alert');
    await alert.getByText('You have 120 credits').waitFor();
    await alert.getByRole('button', { name: 'OK' }).click();
    await alert.waitFor({ state: 'detached' });
  });

  it('edit their message where it stands', async () => {
    const { page } = await visitAndEnter();
    const message = page.locator('[data-message-id]', { hasText: 'Hello, Ann!' });
    const id = await message.getAttribute('data-message-id');
    await page.getByRole('button', { name: 'Edit' }).click();
    await page
      .locator(`[data-message-id="${String(id)}"]`, { hasText: 'Edited in place' })
      .waitFor();
    expect(await page.locator(`[data-message-id="${String(id)}"]`).innerText()).not.toContain(
      'edited',
    );
  });

  it('pay an invoice in stars', async () => {
    const { page } = await visitAndEnter();
    await say(page, '/buy');
    await page.getByTestId('invoice').getByText('⭐ 100').waitFor();
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.locator('.is-user', { hasText: '100 XTR' }).waitFor();
  });

  it('lead to sites without telling them where from', async () => {
    const { page } = await visitAndEnter();
    const site = page.getByRole('button', { name: 'Site' });
    expect(await site.getAttribute('href')).toBe('https://example.org/');
    expect(await site.getAttribute('rel')).toBe('noopener noreferrer');
  });
});

describe('the stream of news', () => {
  it('comes back after a break, and nothing said meanwhile is missed', async () => {
    const { page, userId } = await visitAndEnter();
    await page.context().setOffline(true);
    theChat().dropConnections();
    await page.getByTestId('reconnecting').waitFor();
    await theChat().telegram.sendMessage(userId, 'Said in the dark');
    await page.context().setOffline(false);
    await page.getByText('Said in the dark').waitFor();
    await page.getByTestId('reconnecting').waitFor({ state: 'hidden' });
  });

  it('keeps what arrives while the state is being read again', async () => {
    const { page, userId } = await visitAndEnter();
    const read = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    await page.route('**/chat/api/state?*', async (route) => {
      const response = await route.fetch();
      read.resolve();
      await answer.promise;
      await route.fulfill({ response });
    });
    theChat().dropConnections();
    await read.promise;
    await theChat().telegram.sendMessage(userId, 'Newer than the state');
    answer.resolve();
    await page.getByTestId('reconnecting').waitFor({ state: 'hidden' });
    await page.getByText('Newer than the state').waitFor();
  });

  it('shows what the bot is doing until the message is there', async () => {
    const { page, userId } = await visitAndEnter();
    await theChat().telegram.sendChatAction(userId, 'upload_photo');
    await page.getByTestId('chat-action').getByText('sending a photo').waitFor();
    await theChat().telegram.sendMessage(userId, 'Here');
    await until(async () => expect(await page.getByTestId('chat-action').innerText()).toBe('bot'));
  });

  it('leaves a reader of older messages in peace', async () => {
    const { page, userId } = await visitAndEnter({ viewport: { width: 360, height: 640 } });
    for (let index = 0; index < 6; index += 1)
      await theChat().telegram.sendMessage(userId, 'Line\n'.repeat(8));
    await until(async () => expect(await page.locator('[data-message-id]').count()).toBe(8));
    await until(async () => expect(await distanceToEnd(page)).toBeLessThan(5));
    await page.locator('.scroller').evaluate((scroller) => (scroller.scrollTop = 0));
    await page.getByTestId('to-end').waitFor();
    await theChat().telegram.sendMessage(userId, 'The newest');
    await until(async () => expect(await page.getByTestId('unread').innerText()).toBe('1'));
    expect(await page.locator('.scroller').evaluate((scroller) => scroller.scrollTop)).toBe(0);
    await page.getByTestId('to-end').click();
    await page.getByTestId('to-end').waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  it('leaves a reader in peace who goes up while the newest message is still coming in', async () => {
    const { page, userId } = await visitAndEnter({ viewport: { width: 360, height: 640 } });
    await theChat().telegram.sendMessage(userId, 'Line\n'.repeat(40));
    await until(async () => expect(await distanceToEnd(page)).toBeLessThan(5));
    await page.locator('.content').evaluate((content) => {
      const row = [...content.querySelectorAll<HTMLElement>('[data-message-id]')].at(-1)!;
      row.animate({ translate: ['0 40px', '0 40px'] }, 1e6);
      content.parentElement!.scrollTop = 0;
    });
    await page.getByTestId('to-end').waitFor();
    expect(await page.locator('.scroller').evaluate((scroller) => scroller.scrollTop)).toBe(0);
  });

  it('takes deleted messages away', async () => {
    const { page, userId } = await visitAndEnter();
    const sent = await theChat().telegram.sendMessage(userId, 'Not for long');
    await page.locator(`[data-message-id="${sent.message_id}"]`).waitFor();
    await theChat().telegram.deleteMessage(userId, sent.message_id);
    await page.locator(`[data-message-id="${sent.message_id}"]`).waitFor({ state: 'detached' });
  });
});

describe('the look', () => {
  it('follows the system and then the person’s choice, across reloads', async () => {
    const { page } = await visitAndEnter({ colorScheme: 'dark' });
    const surface = () =>
      page.locator('.topbar').evaluate((bar) => getComputedStyle(bar).backgroundColor);
    const dark = await surface();
    await page.getByTestId('theme').click();
    expect(await surface()).not.toBe(dark);
    await page.reload();
    await page.getByText('Hello, Ann!').waitFor();
    expect(await surface()).toBe('rgb(255, 255, 255)');
  });
});
