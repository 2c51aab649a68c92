import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { photographs } from '../support/photographs.ts';
import {
  startPlaygroundProcess,
  temporaryDataDir,
  type PlaygroundProcess,
} from '../support/playground.ts';
import { findChromium } from '../support/suites.ts';

/** Set to keep the screenshots that the README shows. */
const keepIn = process.env['SCREENSHOTS_DIR'];

describe('a person at the chat page', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let playground: PlaygroundProcess;
  let browser: Browser;
  let page: Page;
  let photos: string;
  const problems: string[] = [];

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    photos = await mkdtemp(join(tmpdir(), 'aisha-photos-'));
    for (const [at, photo] of (await photographs(12)).entries()) {
      await writeFile(join(photos, `${at}.jpg`), photo);
    }
    playground = await startPlaygroundProcess(dataDir.path, { FAL_SANDBOX_TRAINING_MS: '4000' });
    browser = await chromium.launch({
      executablePath: findChromium() ?? 'chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
    });
    const context = await browser.newContext({ locale: 'ru', colorScheme: 'light' });
    page = await context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
  });

  afterAll(async () => {
    await browser.close();
    await playground.end('SIGTERM');
    await dataDir.remove();
    await rm(photos, { recursive: true });
  });

  const press = async (label: RegExp): Promise<void> => {
    const button = page.getByRole('button', { name: label }).last();
    await button.waitFor({ timeout: 60_000 });
    await button.click();
  };
  const say = async (text: string): Promise<void> => {
    await page.getByTestId('composer').fill(text);
    await page.getByTestId('send').click();
  };
  const keep = async (name: string): Promise<void> => {
    if (keepIn === undefined) return;
    await mkdir(keepIn, { recursive: true });
    await page.screenshot({ path: join(keepIn, `${name}.png`) });
  };

  it('comes to a picture of themselves in Russian, with nothing but the page', async () => {
    await page.setViewportSize({ width: 900, height: 900 });
    await page.goto(playground.address);
    await page.getByTestId('start').click();
    await press(/Согласен/u);
    await press(/Новый аватар/u);
    await press(/^🎭 Портретный/u);
    await press(/Женщина/u);
    await page.getByText('Как назовём аватар?').waitFor();
    await say('Аня');
    await page.getByText('теперь фотографии').waitFor();

    const files = Array.from({ length: 12 }, (_, at) => join(photos, `${at}.jpg`));
    await page.getByTestId('attach-input').setInputFiles(files);
    await page.getByTestId('sheet-send').click();
    await page.getByText('12 хороших фото').waitFor({ timeout: 60_000 });
    await press(/Продолжить/u);
    await press(/Быстро/u);
    await press(/Начать обучение/u);

    await page.getByText(/▰.*%/u).waitFor({ timeout: 60_000 });
    await keep('training');
    await page.getByText('«Аня» готов!').waitFor({ timeout: 60_000 });

    await press(/Создать картинку/u);
    await page.getByText('опишите картинку').waitFor();
    await say('в красном пальто на заснеженной улице');
    await press(/3:4/u);
    await press(/Создать ·/u);
    await page.getByRole('button', { name: /Ещё раз/u }).waitFor({ timeout: 60_000 });
    const picture = page.getByTestId('photo').last();
    await expect.poll(() => isLoaded(picture), { timeout: 20_000 }).toBe(true);
    await keep('picture');
  });

  it('comes to a ready style in three taps from the menu, and to pictures of it', async () => {
    const photosBefore = await page.getByTestId('photo').count();
    await say('/start');
    await press(/Готовые стили/u);
    await press(/Кино · \d/u);
    await keep('styles');
    await press(/Чёрно-белое кино/u);
    await page.getByText('Свет сквозь жалюзи').waitFor();
    await press(/Сделать$/u);
    await page.getByText('Стиль: 🎞️ Чёрно-белое кино').waitFor();
    await press(/Создать ·/u);
    await expect
      .poll(() => page.getByTestId('photo').count(), { timeout: 60_000 })
      .toBeGreaterThan(photosBefore);
  });

  it('reads well at the width of a phone, in the dark', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: 'dark' });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await keep('phone');
  });

  it('finds everything still there after the page is loaded again', async () => {
    await page.reload();
    await page
      .getByRole('button', { name: /Ещё раз/u })
      .last()
      .waitFor();
    expect(problems).toEqual([]);
  });
});

type Locator = ReturnType<Page['getByTestId']>;

const isLoaded = (photo: Locator): Promise<boolean> =>
  photo.evaluate((node) => {
    const image = node instanceof HTMLImageElement ? node : node.querySelector('img');
    return (image?.naturalWidth ?? 0) > 100;
  });
