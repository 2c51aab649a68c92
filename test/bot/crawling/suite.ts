import { beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '@aisha/core';
import { startBotSetting } from '../bot-setting.ts';
import { crawl } from './crawl.ts';
import { standings } from './standings.ts';

/** Has every button pressed by people of every standing who read one of these languages. */
export const crawlIn = (locales: readonly Locale[]): void => {
  describe.each(locales)('somebody who presses every button, in %s', (locale) => {
    const pressed = new Set<string>();
    let routes: string[] = [];

    beforeAll(async () => {
      const setting = await startBotSetting();
      routes = Object.keys(setting.routes.presses);
      await setting.stop();
    });

    it.each(Object.entries(standings))(
      'finds nothing wrong as %s',
      { timeout: 120_000 },
      async (name, standing) => {
        const { screens, acts, routes: met, findings } = await crawl({ standing, locale });
        for (const route of met) pressed.add(route);
        process.stdout.write(
          `  ${name}, ${locale}: ${screens.length} screens, ${acts.length} acts\n`,
        );
        expect(findings).toEqual([]);
        expect(screens.length).toBeGreaterThan(50);
      },
    );

    it('has met every button that there is', () => {
      expect(routes.filter((route) => !pressed.has(route))).toEqual([]);
    });
  });
};
