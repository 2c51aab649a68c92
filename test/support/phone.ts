import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chromium, type Browser, type Locator } from 'playwright-core';
import sharp from 'sharp';
import { findChromium } from './suites.ts';

/** As wide as most telephones are, in CSS pixels. */
const screen = { width: 390, height: 844 };
const patienceMs = 60_000;
/** Of a button's words, in CSS pixels: more than one line of them, less than two. */
const oneLineHeight = 26;

/** With a microphone that beeps. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium() ?? 'chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-sync',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
    ],
  });

export type PhoneOptions = {
  readonly address: string;
  readonly language: 'en' | 'ru';
  readonly colours: 'light' | 'dark';
  /** Whether the person wants the page to move; it moves where left out. */
  readonly motion?: 'reduce' | 'no-preference';
  /** How many pixels of a photograph one of the page's is; 1 where left out. */
  readonly pixelRatio?: number;
};

export type Phone = Awaited<ReturnType<typeof openPhone>>;

type Files = readonly {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}[];

/** A person with a telephone at the chat page: sees, presses, writes and sends as anybody does. */
export const openPhone = async (browser: Browser, options: PhoneOptions) => {
  const { address, language, colours, motion = 'no-preference', pixelRatio = 1 } = options;
  const context = await browser.newContext({
    locale: language,
    colorScheme: colours,
    reducedMotion: motion,
    viewport: screen,
    deviceScaleFactor: pixelRatio,
    hasTouch: true,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (said) => said.type() === 'error' && problems.push(said.text()));
  await page.goto(address);

  const pictures = page.locator('.row.is-bot .photo');
  /** The newest button of that name: whole words where it is a text. */
  const button = (label: string | RegExp): Locator =>
    page
      .locator('.key')
      .filter({ has: page.locator('.key-text').getByText(label, { exact: true }) })
      .last();
  const idle = async (): Promise<void> => {
    await page.locator('.key[aria-busy="true"]').waitFor({ state: 'detached' });
  };
  return {
    page,
    problems,
    button,
    press: async (label: string | RegExp): Promise<void> => {
      await button(label).click();
      await idle();
    },
    /** Waits until the bot says so. */
    sees: (text: string | RegExp): Promise<void> =>
      page.locator('.row.is-bot').getByText(text).last().waitFor(),
    /** Waits for one more of the bot's pictures than there were before this was done. */
    getsPicture: async (act: () => Promise<void>): Promise<void> => {
      const before = await pictures.count();
      await act();
      await pictures.nth(before).waitFor();
    },
    /** Takes the newest file that the bot sent to the telephone. */
    downloads: async (): Promise<Buffer> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('.row.is-bot').getByTestId('document').last().click(),
      ]);
      return readFile(await download.path());
    },
    says: async (text: string): Promise<void> => {
      await page.getByTestId('composer').fill(text);
      await page.getByTestId('send').click();
    },
    /** Sends a voice message of a second. */
    speaks: async (): Promise<void> => {
      await page.getByTestId('send').click();
      await page.getByTestId('voice-bar').getByText('0:01').waitFor();
      await page.getByTestId('send-voice').click();
    },
    sends: async (files: Files, { asFiles = false } = {}): Promise<void> => {
      await page.getByTestId('attach-input').setInputFiles([...files]);
      if (asFiles) await page.getByTestId('as-files').check();
      await page.getByTestId('sheet-send').click();
      await page.getByTestId('sheet').waitFor({ state: 'detached' });
    },
    /** Keeps what is to be seen, once it has come to rest; the file's name says in what format. */
    photograph: async (path: string): Promise<void> => {
      await page.evaluate(untilQuiet);
      await page.waitForFunction(allLoaded);
      await page.getByTestId('toast').waitFor({ state: 'detached' });
      await mkdir(dirname(path), { recursive: true });
      await sharp(await page.screenshot({ animations: 'disabled' })).toFile(path);
    },
    reload: () => page.reload(),
    /** Whether something reaches beyond the telephone's edge. */
    isTooWide: (): Promise<boolean> =>
      page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth),
    /** Buttons whose words do not fit in one line, as they would have to on a telephone. */
    cutButtons: (): Promise<string[]> => page.evaluate(cutWords, oneLineHeight),
    close: () => context.close(),
  };
};

const allLoaded = (): boolean =>
  [...document.querySelectorAll<HTMLImageElement>('.photo img')].every(
    ({ complete, naturalWidth }) => complete && naturalWidth > 0,
  );

/** Resolves when the page has not changed for a moment. */
const untilQuiet = (): Promise<void> =>
  new Promise((resolve) => {
    let timer = setTimeout(resolve, 500);
    new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(resolve, 500);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });

const cutWords = (oneLine: number): string[] =>
  [...document.querySelectorAll<HTMLElement>('.key-text')]
    .filter((text) => text.clientHeight > oneLine || text.scrollWidth > text.clientWidth)
    .map((text) => text.innerText);
