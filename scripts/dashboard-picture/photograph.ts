import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import sharp from 'sharp';
import { launchBrowser } from '../../test/support/phone.ts';
import type { Drawn } from './client/page.ts';

const client = (name: string): string => fileURLToPath(new URL(`client/${name}`, import.meta.url));
const width = 1440;

/** What the page runs, as one script that calls itself `dashboard`. */
const scriptOfPage = async (): Promise<string> => {
  const bundle = await rolldown({ input: client('page.ts'), platform: 'browser' });
  const { output } = await bundle.generate({ format: 'iife', name: 'dashboard' });
  await bundle.close();
  return output[0].code;
};

const stylesOfPage = async (): Promise<string> => {
  const ofCharts = fileURLToPath(import.meta.resolve('uplot/dist/uPlot.min.css'));
  return `${await readFile(ofCharts, 'utf8')}${await readFile(client('page.css'), 'utf8')}`;
};

const fill = async (page: Page, drawn: readonly Drawn[]): Promise<void> => {
  await page.setContent('<!doctype html><body></body>');
  await page.addStyleTag({ content: await stylesOfPage() });
  await page.addScriptTag({ content: await scriptOfPage() });
  await page.evaluate((all) => {
    const { dashboard } = globalThis as unknown as {
      dashboard: { drawBoard: (drawn: unknown) => void };
    };
    dashboard.drawBoard(all);
  }, drawn);
};

/** Draws panels with what they said, and keeps the picture. */
export const photographBoard = async (drawn: readonly Drawn[], path: string): Promise<void> => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width, height: 900 }, timezoneId: 'UTC' });
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await fill(page, drawn);
    if (problems.length > 0) throw new Error(problems.join('\n'));
    await sharp(await page.screenshot({ fullPage: true }))
      .webp({ quality: 80 })
      .toFile(path);
  } finally {
    await browser.close();
  }
};
