import { styleFaults, type Style, type StyleCategory, type StylePrompt } from '@aisha/core';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { lineOf } from './pack-lines.ts';
import { packLimits, packSchema, type PackFile, type StyleEntry } from './pack-schema.ts';

export type StylePack = {
  readonly version: number;
  readonly order: number;
  readonly category: StyleCategory;
  readonly styles: readonly Style[];
  /** Where in the file each style begins, by its id. */
  readonly lines: ReadonlyMap<string, number>;
};

export type PackFault = { readonly line: number; readonly problem: string };

export type ReadPack =
  | { readonly ok: true; readonly pack: StylePack }
  | { readonly ok: false; readonly faults: readonly PackFault[] };

/** Aliases may spare some writing, and must not make a small file a large one. */
const maxAliasCount = 100;

/** A pack is taken as a whole, or not at all: every fault is told, with its line. */
export const readStylePack = (text: string): ReadPack => {
  if (Buffer.byteLength(text) > packLimits.bytes) {
    return {
      ok: false,
      faults: [{ line: 1, problem: `is larger than ${packLimits.bytes} bytes` }],
    };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    return {
      ok: false,
      faults: broken.map(({ pos: [offset], message }) => ({
        line: lines.linePos(offset).line,
        problem: message,
      })),
    };
  }
  const read = packSchema.safeParse(valueOf(document));
  const at = (path: readonly PropertyKey[]): number => lineOf(document, lines, path);
  if (!read.success) return { ok: false, faults: read.error.issues.flatMap(faultsOf(at)) };
  const faults = furtherFaults(read.data, at);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, pack: toPack(read.data, at) };
};

const valueOf = (document: Document): unknown => {
  try {
    return document.toJS({ maxAliasCount }) as unknown;
  } catch {
    return undefined;
  }
};

type LineAt = (path: readonly PropertyKey[]) => number;

const faultsOf =
  (at: LineAt) =>
  (issue: z.core.$ZodIssue): PackFault[] => {
    const { path } = issue;
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        line: at([...path, key]),
        problem: `${[...path, key].join('.')} is nothing that a pack has`,
      }));
    }
    const problem = issue.message.startsWith('Invalid') ? 'is missing or wrong' : issue.message;
    return [{ line: at(path), problem: [path.join('.'), problem].filter(Boolean).join(' ') }];
  };

/** What no single field can know of itself. */
const furtherFaults = ({ styles, category }: PackFile, at: LineAt): PackFault[] => {
  const seen = new Set<string>();
  return styles.flatMap((entry, index) => {
    const isTwice = seen.has(entry.id);
    seen.add(entry.id);
    return [
      ...(isTwice
        ? [{ line: at(['styles', index, 'id']), problem: `${entry.id} is there twice` }]
        : []),
      ...styleFaults(toStyle(entry, category)).map(({ path, problem }) => ({
        line: at(['styles', index, ...path]),
        problem: `${entry.id}.${path.join('.')} ${problem}`,
      })),
    ];
  });
};

const toPack = (file: PackFile, at: LineAt): StylePack => ({
  version: file.version,
  order: file.order,
  category: { id: file.category, emoji: file.emoji, title: file.title },
  styles: file.styles.map((entry) => toStyle(entry, file.category)),
  lines: new Map(file.styles.map(({ id }, index) => [id, at(['styles', index, 'id'])])),
});

const toStyle = (entry: StyleEntry, categoryId: string): Style => ({
  id: entry.id,
  categoryId,
  emoji: entry.emoji,
  title: entry.title,
  description: entry.description,
  aspectRatio: entry.ratio,
  count: entry.count,
  tags: entry.tags,
  preview: entry.preview ?? entry.id,
  prompts: { portrait: toPrompt(entry.portrait), artistic: toPrompt(entry.artistic) },
});

const toPrompt = ({ prompt, words, strength, guidance }: StyleEntry['portrait']): StylePrompt => ({
  template: prompt,
  ...(words && { words }),
  ...(strength !== undefined && { strength }),
  ...(guidance !== undefined && { guidanceScale: guidance }),
});
