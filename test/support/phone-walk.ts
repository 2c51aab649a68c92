import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openPhone, type Phone, type PhoneOptions } from './phone.ts';
import { wordingIn, type MessageKey, type MessageValues } from './wording.ts';

/** Set to keep what each screen looked like, to look them through. */
const looksDir = process.env['LOOKS'];
/** Set to `docs/images` to make the README's screenshots anew. */
const screenshotsDir = process.env['SCREENSHOTS'];

const shownInReadme: Readonly<Record<string, string>> = {
  'en welcome': 'welcome.webp',
  'en sent': 'photos.webp',
  'en varied': 'picture.webp',
  'ru gallery': 'gallery.webp',
};

export type PhoneWalk = {
  readonly phone: Phone;
  /** What its screens say, in this person's language. */
  readonly wording: ReturnType<typeof wordingIn>;
  press(key: MessageKey, values?: MessageValues): Promise<void>;
  sees(key: MessageKey, values?: MessageValues): Promise<void>;
  /** Takes notice of what is on the screen, and keeps it where that is asked for. */
  look(title: string): Promise<void>;
  /** Words of buttons that did not fit on a telephone, of all that was looked at. */
  cut(): string[];
};

/** A person who goes through the product by what its screens say, in their language. */
export const startPhoneWalk = async (
  browser: Browser,
  options: Omit<PhoneOptions, 'pixelRatio'>,
): Promise<PhoneWalk> => {
  const { language } = options;
  const phone = await openPhone(browser, { ...options, pixelRatio: screenshotsDir ? 2 : 1 });
  const wording = wordingIn(language);
  const cut = new Set<string>();
  let step = 0;
  return {
    phone,
    wording,
    cut: () => [...cut],
    press: (key, values) => phone.press(wording(key, values)),
    sees: (key, values) => phone.sees(wording(key, values)),
    look: async (title) => {
      for (const text of await phone.cutButtons()) cut.add(text);
      step += 1;
      const number = String(step).padStart(2, '0');
      if (looksDir) await phone.photograph(join(looksDir, `${language}-${number}-${title}.png`));
      const shown = shownInReadme[`${language} ${title}`];
      if (screenshotsDir && shown) await phone.photograph(join(screenshotsDir, shown));
    },
  };
};
