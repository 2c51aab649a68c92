import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { leavesOf } from '../../packages/cli/src/leaves.fixture.ts';
import { filesIn, pathOf, textOf } from './files.ts';
import { faultsOf } from './typed-commands.ts';
import { knownVariables } from './variables.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...filesIn('docs', '.md'),
  ...filesIn('docs/decisions', '.md'),
];
const inPages = <T>(find: (text: string, page: string) => readonly T[]) =>
  pages.flatMap((page) => find(textOf(page), page).map((found) => ({ page, found })));

/** What is to be typed: in blocks, and between backticks. A line that goes on is one. */
const typedIn = (text: string): string[] => {
  const blocks = [...text.matchAll(/^ *```\w*\n([\s\S]*?)^ *```$/gmu)].map(([, code = '']) => code);
  const spans = [...text.replaceAll(/^ *```[\s\S]*?^ *```$/gmu, '').matchAll(/`([^`\n]+)`/gu)];
  return [
    ...blocks.flatMap((code) => code.replaceAll(/\\\n\s*/gu, '').split('\n')),
    ...spans.map(([, code = '']) => code),
  ];
};

/** What is typed after `aisha`, to where the shell goes on. Elsewhere the word is a user, a database or a namespace. */
const commandsIn = (line: string): string[] =>
  [...line.matchAll(/(?:(?:^|worker|--|\||&&) *aisha|npm run aisha --) ([a-z][^`#;&]*)/gu)].map(
    ([, typed = '']) => typed.replace(/ \| .*$/u, ''),
  );

describe('what the pages tell to type', () => {
  it('are commands and options of aisha that there are', async () => {
    const commands = await leavesOf();
    const lines = inPages((text) => typedIn(text).flatMap(commandsIn));
    expect(lines.length).toBeGreaterThan(40);
    const faults = lines.flatMap(({ page, found }) =>
      faultsOf(commands, found).map((fault) => `${page}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  it('are scripts of package.json', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(textOf('package.json')));
    const named = inPages((text) =>
      [...text.matchAll(/npm run ([\w:-]+)/gu)].map(([, name]) => name),
    );
    expect(named.filter(({ found = '' }) => !Object.hasOwn(scripts, found))).toEqual([]);
  });
});

describe('the page on operations', () => {
  const table = textOf('docs/operations.md').split('## Commands')[1]?.split('| exit code')[0] ?? '';
  const rows = [...table.matchAll(/^\| (`.+?`) +\| (.+)\|$/gmu)].map(
    ([, typed = '', told = '']) => ({
      typed: [...typed.matchAll(/`([^`]+)`/gu)].map(([, each = '']) => each.replaceAll('\\|', '|')),
      options: [...told.matchAll(/`(--[a-z-]+)/gu)].map(([, option = '']) => option),
    }),
  );

  it('has a row for every command, and no other', async () => {
    const commands = await leavesOf();
    const told = rows.flatMap(({ typed }) =>
      typed.flatMap((line) => {
        const [group = '', verbs = ''] = line.split(' ');
        const isVerb = /^[a-z]/u.test(verbs);
        return isVerb ? verbs.split('|').map((verb) => `${group} ${verb}`) : [group];
      }),
    );
    expect(told.toSorted()).toEqual([...commands.keys()].toSorted());
  });

  it('names only options that one of the commands of a row has', async () => {
    const commands = await leavesOf();
    const faults = rows.flatMap(({ typed, options }) =>
      options.filter((option) =>
        typed.every(
          (line) => faultsOf(commands, `${line.replace(/\|\S+/u, '')} ${option}`).length > 0,
        ),
      ),
    );
    expect(faults).toEqual([]);
  });
});

/** Not of the product's own configuration, each with who reads it. */
const elsewhere = new Set([
  // deploy/compose.yaml
  'TLS_DIR',
  'GRAFANA_PASSWORD',
  // OpenTelemetry, certbot and Node themselves
  'OTEL_EXPORTER_OTLP_HEADERS',
  'RENEWED_LINEAGE',
  'NODE_COMPILE_CACHE',
  // who types a command: of a person, not of an installation
  'AISHA_WHO',
  // the tests
  'S3_URL',
  'FLEET_OTHER',
  'CHROMIUM_PATH',
]);

describe('what the pages name', () => {
  it('are variables that are read', () => {
    const named = inPages((text) =>
      typedIn(text).flatMap((line) => line.match(/\b[A-Z][A-Z\d]+_[A-Z\d_]*[A-Z\d]\b/gu) ?? []),
    );
    const unknown = named.filter(
      ({ found }) => !knownVariables.has(found) && !elsewhere.has(found),
    );
    expect(unknown).toEqual([]);
  });

  it('are files that there are', () => {
    const named = inPages((text) =>
      typedIn(text).flatMap(
        (line) =>
          line.match(/(?<![\w/.-])(?:deploy|test|scripts|packages|docs)\/[\w@/.*-]*\w/gu) ?? [],
      ),
    );
    const missing = named.filter(
      ({ found }) => !existsSync(pathOf(found.replace(/\/?[^/]*\*.*$/u, ''))),
    );
    expect(missing).toEqual([]);
  });

  it('are pages and sections that links lead to', () => {
    const links = inPages((text, page) =>
      [...text.matchAll(/\]\((?!https?:)([^)\s#]*)(?:#([^)\s]*))?\)/gu)].map(
        ([, path = '', section]) => ({
          file: path === '' ? page : join(dirname(page), path),
          section,
        }),
      ),
    );
    expect(links.length).toBeGreaterThan(80);
    const dead = links.filter(
      ({ found: { file, section } }) =>
        !existsSync(pathOf(file)) || (section !== undefined && !sectionsOf(file).has(section)),
    );
    expect(dead).toEqual([]);
  });
});

/** Names of a page's headings, as GitHub makes them. */
const sectionsOf = (file: string): ReadonlySet<string> =>
  new Set(
    [...textOf(file).matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
