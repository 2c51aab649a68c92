import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Module, parseSync } from '@swc/core';

export const ROOT = join(import.meta.dirname, '../..');

/** Paths relative to the root, sorted; built and installed files are left out. */
export const filesIn = (...patterns: readonly string[]): string[] =>
  globSync(patterns, {
    cwd: ROOT,
    exclude: (path) => /(?:^|\/)(?:node_modules|dist)(?:\/|$)/.test(path),
  }).toSorted();

export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

export const parse = (path: string): Module =>
  parseSync(textOf(path), { syntax: 'typescript', target: 'es2024' });

/** Every node of a syntax tree, the root first. */
export const walk = function* (node: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield node as Readonly<Record<string, unknown>>;
  for (const child of Object.values(node)) yield* walk(child);
};
