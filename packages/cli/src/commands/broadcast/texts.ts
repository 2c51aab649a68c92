import { InvalidArgumentError } from 'commander';
import type { BroadcastTexts } from '@aisha/core';
import { readSmall } from '../../read-file.ts';

export type TextFile = { readonly locale: string; readonly path: string };

/** `en=hello.txt`, as often as there are languages. */
export const parseTextFile = (
  text: string,
  before: readonly TextFile[] = [],
): readonly TextFile[] => {
  const { locale, path } =
    /^(?<locale>[a-z]{2,3}(?:-\w{2,8})?)=(?<path>.+)$/u.exec(text)?.groups ?? {};
  if (locale === undefined || path === undefined) {
    throw new InvalidArgumentError('It is a language and a file, as in en=hello.txt.');
  }
  if (before.some((known) => known.locale === locale)) {
    throw new InvalidArgumentError(`There are words in ${locale} already.`);
  }
  return [...before, { locale, path }];
};

const maxBytes = 64 * 1024;

export const readTexts = async (files: readonly TextFile[]): Promise<BroadcastTexts> => {
  const texts: Record<string, string> = {};
  for (const { locale, path } of files) {
    texts[locale] = (await readSmall(path, maxBytes)).toString('utf8');
  }
  return texts;
};
