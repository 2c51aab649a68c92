import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApi } from '../../packages/http/src/api/an-api.fixture.ts';
import { launchBrowser } from '../support/phone.ts';

let api: Awaited<ReturnType<typeof anApi>>;
let browser: Browser;

beforeAll(async () => {
  api = await anApi();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await api.stop();
});

const screens = {
  desktop: { width: 1440, height: 1000 },
  tablet: { width: 820, height: 1180 },
  phone: { width: 360, height: 740 },
} as const;

describe.each([
  { screen: 'desktop', colours: 'light' },
  { screen: 'desktop', colours: 'dark' },
  { screen: 'tablet', colours: 'dark' },
  { screen: 'phone', colours: 'light' },
  { screen: 'phone', colours: 'dark' },
] as const)('the reference of the API on a $screen in $colours', ({ screen, colours }) => {
  let page: Page;
  const asked: string[] = [];
  const problems: string[] = [];

  beforeAll(async () => {
    const context = await browser.newContext({
      viewport: screens[screen],
      colorScheme: colours,
    });
    page = await context.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('console', (said) => problems.push(said.text()));
    await page.goto(`${api.origin}/api/v1/docs`);
  });
  afterAll(() => page.context().close());

  it('fetches nothing but itself, and is shown as it was meant', async () => {
    expect(asked.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([
      `${api.origin}/api/v1/docs`,
    ]);
    expect(problems.filter((text) => !text.includes('404'))).toEqual([]);
    const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(colour).toBe(colours === 'light' ? 'rgb(255, 255, 255)' : 'rgb(22, 21, 27)');
  });

  it('stays within its screen, also with everything unfolded', async () => {
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    const wide = await page.evaluate(() => {
      const edge = document.documentElement.clientWidth;
      return [...document.querySelectorAll('main *, nav *')]
        .filter((element) => !element.closest('pre') || element.matches('pre'))
        .filter((element) => element.getBoundingClientRect().right > edge + 1)
        .map((element) => element.outerHTML.slice(0, 100));
    });
    expect(wide).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(
      screens[screen].width,
    );
  });

  it('leads from each of its links to a place that is there', async () => {
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
        .map((link) => decodeURIComponent(link.hash.slice(1)))
        .filter((id) => !document.getElementById(id)),
    );
    expect(lost).toEqual([]);
    const ids = await page.evaluate(() =>
      [...document.querySelectorAll('[id]')].map((element) => element.id),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('explains a problem where its type leads', async () => {
    const refused = await api.ask('GET /api/v1/users/nobody');
    await page.goto(`${api.origin}${String(refused.body['type'])}`);
    const row = page.locator(':target');
    await row.getByText('The client has no such person').waitFor();
    const { y = -1, height = 0 } = (await row.boundingBox()) ?? {};
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y + height).toBeLessThanOrEqual(screens[screen].height);
  });

  it('finds an operation by its menu, with what to type and what is answered', async () => {
    await page.goto(`${api.origin}/api/v1/docs`);
    const menu = page.getByRole('navigation');
    await menu.getByText('Generations', { exact: true }).click();
    await menu.getByRole('link', { name: /create generation/u }).click();
    const shown = page.locator('article:target');
    await shown.getByText('curl -sS "$AISHA/api/v1/users/ada/generations"').waitFor();
    await shown.getByText('The order is under way').click();
    await shown.getByText('"status": "reserved"').waitFor();
  });
});
