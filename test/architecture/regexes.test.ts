import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';
import { filesIn, parse, walk } from './sources.ts';

const SIZES = [24, 500, 5_000, 50_000];
const BUDGET_MS = 50;
const ASCII = Array.from({ length: 95 }, (_, at) => String.fromCodePoint(32 + at));

const regexesIn = (file: string): { file: string; regex: RegExp }[] =>
  [...walk(parse(file))]
    .filter((node) => node['type'] === 'RegExpLiteral')
    .map((node) => ({ file, regex: new RegExp(String(node['pattern']), String(node['flags'])) }));

/** What repeats in an attack: every printable character, and the pairs of those in the pattern. */
const tilesFor = ({ source }: RegExp): string[] => {
  const own = [...new Set(source.replaceAll(/[^\w ./:@-]/g, ''))].slice(0, 12);
  return [...ASCII, '\n', 'é', '😀', ...own.flatMap((one) => own.map((other) => one + other))];
};

/** Of this thread's own work: how long it has to wait for a busy machine does not count. */
const millisecondsFor = (regex: RegExp, text: string): number => {
  const before = process.threadCpuUsage();
  new RegExp(regex).test(text);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
};

/** Small sizes come first, so that an exponential one is found before it hangs. */
const isSlowOn = (regex: RegExp, tile: string): boolean =>
  SIZES.some((size) => {
    const text = `${tile.repeat(size / tile.length)}\u0000`;
    // A busy machine is slow once; a bad expression is slow every time.
    return [1, 2, 3].every(() => millisecondsFor(regex, text) > BUDGET_MS);
  });

const isSlow = (regex: RegExp): boolean =>
  analyse(regex).reports.length > 0 || tilesFor(regex).some((tile) => isSlowOn(regex, tile));

describe('regular expressions', () => {
  const found = filesIn('packages/*/src/**/*.ts', 'examples/*/src/**/*.ts').flatMap(regexesIn);

  it.each([/^(a+)+$/, /^(?:\w|\d)*$/, /\s+$/, /^a*a*$/, /^(.*)*x/, /^id:(?:a|b|ab)*c*c*$/])(
    'of the kind %s would be noticed',
    (regex) => {
      expect(isSlow(regex)).toBe(true);
    },
  );

  it.each([/^\w+$/, /^id_(.+)$/, /\.[^./]+$/, /^(?:[a-z]+-)*[a-z]+$/, /[\p{Cc}\s]+/gu])(
    'of the kind %s are welcome',
    (regex) => {
      expect(isSlow(regex)).toBe(false);
    },
  );

  it('cannot be made slow by what a stranger sends', { timeout: 60_000 }, () => {
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ regex }) => isSlow(regex))).toEqual([]);
  });
});
