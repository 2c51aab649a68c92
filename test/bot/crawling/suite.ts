import { describe, expect, it } from 'vitest';
import type { Locale } from '@aisha/core';
import { crawl } from './crawl.ts';
import { standings } from './standings.ts';

/** Has every button pressed by people of every standing who read one of these languages. */
export const crawlIn = (locales: readonly Locale[]): void => {
  const walks = Object.entries(standings).flatMap(([name, standing]) =>
    locales.map((locale) => ({ name, standing, locale })),
  );
  describe('somebody who presses every button', () => {
    it.each(walks)(
      'finds nothing wrong as $name in $locale',
      { timeout: 300_000 },
      async ({ name, standing, locale }) => {
        const { screens, acts, missed, findings } = await crawl({ standing, locale });
        process.stdout.write(
          `  ${name}, ${locale}: ${screens.length} screens, ${acts} acts; ${missed.length} buttons were not met again\n`,
        );
        expect(findings).toEqual([]);
        expect(screens.length).toBeGreaterThan(40);
      },
    );
  });
};
