import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const root = new URL('../..', import.meta.url).pathname;

export const pathOf = (path: string): string => join(root, path);
export const textOf = (path: string): string => readFileSync(pathOf(path), 'utf8');

/** The documents of a YAML file; one that is not YAML throws. */
export const yamlIn = (path: string): unknown[] =>
  parseAllDocuments(textOf(path), { merge: true }).map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw new Error(`${path}: ${problem.message}`);
    return document.toJS() as unknown;
  });

export const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(pathOf(folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);
