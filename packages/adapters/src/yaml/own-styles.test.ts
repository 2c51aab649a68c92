import { describe, expect, it } from 'vitest';
import {
  avatarKinds,
  brokenRule,
  renderStyle,
  styleFaults,
  subjectsOf,
  type Style,
} from '@aisha/core';
import { recordingLogger } from '@aisha/core/testing';
import { yamlStyleCatalog } from './index.ts';

const logger = recordingLogger();
const catalog = yamlStyleCatalog({ logger });
const styles = await catalog.list();

const textsOf = (style: Style): string[] =>
  avatarKinds.flatMap((kind) => {
    const prompt = style.prompts[kind];
    const words = Object.values(prompt?.words ?? {}).flatMap((said) => Object.values(said));
    return [prompt?.template ?? '', ...words.flatMap((word) => word ?? [])];
  });

const runsOf = (text: string): ReadonlySet<string> => {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return new Set(words.slice(2).map((_, at) => words.slice(at, at + 3).join(' ')));
};

/** How much of one text's three-word runs another has, too. */
const overlap = (mine: ReadonlySet<string>, theirs: ReadonlySet<string>): number =>
  [...mine].filter((run) => theirs.has(run)).length / Math.max(1, mine.size);

describe('the styles that come along', () => {
  it('are at least sixty in ten categories, without a fault', async () => {
    expect(logger.lines).toEqual([]);
    const categories = (await catalog.listCategories()).map(({ id }) => id);
    expect(categories).toEqual([
      'business',
      'celebration',
      'city',
      'travel',
      'fantasy',
      'film',
      'sport',
      'season',
      'art',
      'portrait-light',
    ]);
    expect(styles.length).toBeGreaterThanOrEqual(60);
    for (const category of categories) {
      const own = styles.filter(({ categoryId }) => categoryId === category);
      expect(own.length, category).toBeGreaterThanOrEqual(6);
    }
  });

  it('can be filled in for the avatars that they are for', () => {
    expect(styles.flatMap((style) => styleFaults(style))).toEqual([]);
  });

  it('keep the ids that have been ordered before there were packs', () => {
    const before =
      'business-portrait evening-city by-the-sea film-noir oil-painting snowy-mountains';
    for (const id of before.split(' ')) expect(styles.map((style) => style.id)).toContain(id);
  });

  it('are written for every portrait, and for people and things in artistic ones', () => {
    for (const style of styles) {
      const unfit = avatarKinds.flatMap((kind) =>
        subjectsOf(kind)
          .filter((subject) => subject !== 'style' && !renderStyle(style, { kind, subject }))
          .map((subject) => `${kind} of a ${subject}`),
      );
      expect(unfit, style.id).toEqual([]);
    }
    const forStyles = styles.filter((style) =>
      renderStyle(style, { kind: 'artistic', subject: 'style' }),
    );
    expect(forStyles.length).toBeGreaterThanOrEqual(50);
  });

  it('say something of their own, and other things of a portrait than of an artistic avatar', () => {
    const all = styles.map(({ id, prompts }) => ({
      id,
      portrait: runsOf(prompts.portrait!.template),
      artistic: runsOf(prompts.artistic!.template),
    }));
    for (const one of all) {
      expect(overlap(one.portrait, one.artistic), one.id).toBeLessThan(0.2);
      const alike = all.filter(
        (other) =>
          other !== one &&
          (overlap(one.portrait, other.portrait) > 0.2 ||
            overlap(one.artistic, other.artistic) > 0.2),
      );
      expect(
        alike.map(({ id }) => id),
        one.id,
      ).toEqual([]);
    }
    for (const locale of ['en', 'ru']) {
      const titles = styles.map(({ title }) => title[locale]);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });

  it('tell a generator enough, and no more than it heeds', () => {
    for (const style of styles) {
      const lengths = avatarKinds.map(
        (kind) => renderStyle(style, { kind, subject: 'person' })!.prompt.split(' ').length,
      );
      expect(Math.min(...lengths), style.id).toBeGreaterThanOrEqual(25);
      expect(Math.max(...lengths), style.id).toBeLessThanOrEqual(80);
    }
  });

  it('take nobody for a man or a woman by themselves', () => {
    for (const style of styles) {
      for (const text of textsOf(style)) {
        expect(text, style.id).not.toMatch(/\b(?:he|she|his|hers?|him|man|woman|lady|guy)\b/iu);
      }
    }
  });

  it('are fit for everybody’s eyes', () => {
    const unfit =
      /\b(?:nude|naked|topless|lingerie|sexy|erotic|child|children|kid|girl|boy|teen|baby|blood|gore|gun|celebrity|famous)\b/iu;
    for (const style of styles) {
      for (const text of [...textsOf(style), ...Object.values(style.description)]) {
        expect(text, style.id).not.toMatch(unfit);
      }
    }
  });

  it('break none of our own rules, whoever they are made of', () => {
    const refused = styles.flatMap((style) =>
      avatarKinds.flatMap((kind) =>
        subjectsOf(kind).flatMap((subject) => {
          const rendered = renderStyle(style, { kind, subject });
          const broken = rendered && brokenRule(rendered.prompt);
          return broken ? [`${style.id} ${kind} ${subject}: ${broken.rule}`] : [];
        }),
      ),
    );
    expect(refused).toEqual([]);
  });

  it('are set as print is, each language with its own letters', () => {
    const slips = /[ \u00A0]{2}|["']|\.{3}| [-–—] |[ \u00A0][,.!?;:]/u;
    for (const { id, title, description } of styles) {
      for (const texts of [title, description]) {
        for (const text of Object.values(texts)) expect(text, id).not.toMatch(slips);
        expect(texts['ru'], id).toMatch(/\p{Script=Cyrillic}/u);
        expect(texts['ru'], id).not.toMatch(/\p{Script=Latin}/u);
        expect(texts['en'], id).not.toMatch(/\p{Script=Cyrillic}/u);
      }
      for (const text of Object.values(description)) expect(text, id).toMatch(/[.!?]$/u);
    }
  });
});
