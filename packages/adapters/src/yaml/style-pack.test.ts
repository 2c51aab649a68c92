import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderStyle } from '@aisha/core';
import { readStylePack } from './index.ts';

const pack = `version: 3
category: city
emoji: 🌃
title: { en: City, ru: Город }
styles:
  - id: evening-city
    emoji: 🌃
    title: { en: City at night, ru: Ночной город }
    description:
      en: Rain and neon.
      ru: Дождь и неон.
    ratio: 9:16
    count: 2
    tags: [night]
    portrait:
      prompt: >-
        portrait of {subject} in {coat},
        walking past {their} reflection
      words:
        coat: { man: a trench coat, woman: a red coat, person: a long coat }
      strength: 0.9
      guidance: 4
    artistic:
      prompt: a street at night, {scene}
      words:
        scene:
          person: "{subject} in the rain"
          style: umbrellas
`;

const faultsOf = (text: string): string[] => {
  const read = readStylePack(text);
  return read.ok ? [] : read.faults.map(({ line, problem }) => `${line}: ${problem}`);
};
const changed = (from: string, to: string): string[] => {
  expect(pack).toContain(from);
  return faultsOf(pack.replace(from, to));
};

describe('a pack of styles', () => {
  it('is read with all that is in it', () => {
    const read = readStylePack(pack);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    const [style] = read.pack.styles;
    expect(read.pack).toMatchObject({ version: 3, category: { id: 'city', emoji: '🌃' } });
    expect(style).toMatchObject({
      id: 'evening-city',
      preview: 'evening-city',
      aspectRatio: '9:16',
      count: 2,
    });
    const rendered = renderStyle(style!, { kind: 'portrait', subject: 'woman' });
    expect(rendered).toMatchObject({
      prompt: 'portrait of a woman in a red coat, walking past her reflection',
      strength: 0.9,
      guidanceScale: 4,
    });
    expect(rendered?.weave('TOK1')).toBe(
      'portrait of TOK1, a woman in a red coat, walking past her reflection',
    );
  });

  it.each([
    ['ratio: 9:16', 'ratio: 9:17', '12: styles.0.ratio must be one of 1:1, 3:4, 4:3, 9:16, 16:9'],
    ['count: 2', 'count: 5', '13: styles.0.count is more than 4'],
    [
      'id: evening-city',
      'id: Evening',
      '6: styles.0.id must be lower-case words with hyphens between them',
    ],
    ['      ru: Дождь и неон.\n', '', '9: styles.0.description.ru must be a text'],
    ['    tags: [night]', '    colour: blue', '14: styles.0.colour is nothing that a pack has'],
    ['{coat}', '{cloak}', '16: evening-city.portrait.prompt knows no placeholder {cloak}'],
    [
      '{subject} in the rain',
      '{who} in the rain',
      '27: evening-city.artistic.words.scene.person knows no placeholder {who}',
    ],
    [
      '{subject} in the rain',
      'rain',
      '24: evening-city.artistic.prompt never speaks of the {subject}',
    ],
    [
      '{subject} in {coat}',
      '{subject} in {coat',
      '16: evening-city.portrait.prompt has a brace that belongs to no placeholder',
    ],
    [
      'a street at night, {scene}',
      'a street with {subject}',
      '26: evening-city.artistic.words.scene is nowhere in the prompt',
    ],
    ['strength: 0.9', 'strength: 9', '21: styles.0.portrait.strength is more than 1.5'],
    ['version: 3', 'version: 0', '1: version is less than 1'],
    ['Rain and neon.', '" "', '10: styles.0.description.en is empty'],
    [
      'Rain and neon.',
      '"a\\u0007b"',
      '10: styles.0.description.en has a character that nobody sees',
    ],
    ['emoji: 🌃\ntitle', 'emoji: 🌃\nemoji: 🌃\ntitle', '4: Map keys must be unique'],
  ])('with %j as %j is told where it is wrong', (from, to, fault) => {
    expect(changed(from, to)).toContain(fault);
  });

  it('is as the documentation shows one', () => {
    const page = readFileSync(new URL('../../../../docs/styles.md', import.meta.url), 'utf8');
    const [, shown = ''] = /```yaml\n([^`]*)```/u.exec(page) ?? [];
    expect(readStylePack(shown)).toMatchObject({ ok: true, pack: { version: 1 } });
  });

  it('with an id twice is refused, at the second', () => {
    const [head = '', style = ''] = pack.split('styles:\n');
    expect(faultsOf(`${head}styles:\n${style}${style}`)).toEqual([
      '29: evening-city is there twice',
    ]);
  });

  it('that is no pack at all is refused in few words', () => {
    for (const text of ['', '[]', 'hello', '- a\n- b', 'version: 1', '\u0000', '{'.repeat(5_000)]) {
      const faults = faultsOf(text);
      expect(faults.length, text.slice(0, 20)).toBeGreaterThan(0);
      expect(faults[0]).toMatch(/^\d+: ./u);
    }
  });

  it('that would grow beyond all bounds by its aliases is refused', () => {
    const bomb = Array.from({ length: 12 }, (_, at) =>
      at === 0
        ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
        : `a${at}: &a${at} [${Array(9)
            .fill(`*a${at - 1}`)
            .join(', ')}]`,
    ).join('\n');
    const startedAt = performance.now();
    expect(faultsOf(bomb)).not.toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('leaves the language as it was, whatever its keys are called', () => {
    expect(faultsOf(`__proto__: { polluted: yes }\n${pack}`)).not.toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
