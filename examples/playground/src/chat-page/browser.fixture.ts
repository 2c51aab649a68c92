import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startChat, type Chat } from './chat-page.fixture.ts';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

type Environment = { CHROMIUM_PATH?: string | undefined; CI?: string | undefined };

/** With a microphone that beeps. */
const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
    ],
  });

/** A page in a profile of its own; `problems` collects whatever the console complains about. */
const openPage = async (browser: Browser, chat: Chat, options: BrowserContextOptions = {}) => {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(chat.url);
  return { page, problems };
};

/** As a person does it: a name, Start, and the bot's greeting. */
const enter = async (page: Page, name = 'Ann'): Promise<number> => {
  await page.getByTestId('first-name').fill(name);
  await page.getByTestId('start').click();
  await page.getByText(`Hello, ${name}!`).waitFor();
  return page.evaluate(() => Number(localStorage.getItem('chat-user')));
};

/** A chat and a browser for the suites of one file; without a Chromium they are skipped, but not in CI. */
export const useChat = (environment: Environment) => {
  const places = [environment.CHROMIUM_PATH, ...usualPlaces];
  const executablePath = places.find((path) => path !== undefined && existsSync(path));
  let browser: Browser | undefined;
  let chat: Chat | undefined;
  beforeAll(async () => {
    if (executablePath === undefined) return;
    chat = await startChat();
    browser = await launchChromium(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await chat?.stop();
  });
  // Pages left open would go on listening and drawing beside the next one.
  afterEach(async () => {
    await Promise.all(browser?.contexts().map((context) => context.close()) ?? []);
  });
  beforeEach((context) => {
    if (executablePath !== undefined) return;
    if (environment.CI) throw new Error('No Chromium found: set CHROMIUM_PATH');
    context.skip('no Chromium found: set CHROMIUM_PATH');
  });
  const theChat = (): Chat => {
    if (!chat) throw new Error('The chat has not been started');
    return chat;
  };
  const visit = async (options?: BrowserContextOptions) => {
    if (!browser) throw new Error('The browser has not been started');
    return openPage(browser, theChat(), options);
  };
  const visitAndEnter = async (options?: BrowserContextOptions) => {
    const { page, problems } = await visit(options);
    return { page, problems, userId: await enter(page) };
  };
  return { theChat, visit, visitAndEnter };
};

export const pictures = (count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => ({
      name: `${index}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await sharp({
        create: {
          width: 300 + index * 20,
          height: 400,
          channels: 3,
          background: { r: index * 12, g: 90, b: 160 },
        },
      })
        .jpeg()
        .toBuffer(),
    })),
  );

export const attach = async (
  page: Page,
  files: Awaited<ReturnType<typeof pictures>>,
): Promise<void> => {
  await page.getByTestId('attach-input').setInputFiles(files);
  await page.getByTestId('sheet').waitFor();
};

export const say = async (page: Page, text: string): Promise<void> => {
  await page.getByTestId('composer').fill(text);
  await page.getByTestId('composer').press('Enter');
};

/** Waits until the page has what it should; the last difference is the failure. */
export const until = async (check: () => Promise<void>): Promise<void> => {
  const outcome = (): Promise<string> => check().then(() => 'ok', String);
  await expect.poll(outcome, { timeout: 10_000, interval: 50 }).toBe('ok');
};

export const distanceToEnd = (page: Page): Promise<number> =>
  page
    .locator('.scroller')
    .evaluate((scroller) => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight);
