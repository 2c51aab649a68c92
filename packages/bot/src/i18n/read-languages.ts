import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locale } from '@aisha/core';
import { z } from 'zod';
import { en } from './en.ts';
import type { Language } from './language.ts';

const languageFile = /^(?<locale>[a-z]{2,3})\.[jt]s$/u;

const module = z.object({
  language: z.object({
    messages: z.record(z.string(), z.string()),
    alsoFor: z.array(z.string()).readonly().optional(),
  }),
});

const isWhole = (language: z.infer<typeof module>['language']): language is Language =>
  Object.keys(en).every((key) => Object.hasOwn(language.messages, key));

/** Every file of a folder that is named like a language is one; one that lacks a message stops the start. */
export const readLanguages = async (
  folder: string,
): Promise<Readonly<Record<Locale, Language>>> => {
  const languages: Record<Locale, Language> = {};
  for (const file of (await readdir(folder)).toSorted()) {
    const locale = languageFile.exec(file)?.groups?.['locale'];
    if (locale === undefined) continue;
    const { language } = module.parse(await import(pathToFileURL(join(folder, file)).href));
    if (!isWhole(language)) throw new Error(`the language ${file} is not complete`);
    languages[locale] = language;
  }
  return languages;
};
