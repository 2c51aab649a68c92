import { createHash } from 'node:crypto';
import { openapiOf } from '../openapi.ts';
import type { Route } from '../route.ts';
import type { Schemas } from './json-schema.ts';
import { anchor, escaped } from './markup.ts';
import { operation } from './operation.ts';
import { begin, events, problems, schemaSection } from './sections.ts';
import { style } from './style.ts';

const styleHash = createHash('sha256').update(style).digest('base64');

/** It fetches nothing from anybody and runs nothing; how it looks is what was written here, and nothing else. */
export const referencePolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The description for people: what there is, how to try it, what it answers. Made from the same routes. */
export const referencePage = (routes: readonly Route[]): string => {
  const { components } = openapiOf(routes) as { components: { schemas: Schemas } };
  const { schemas } = components;
  const tags = [...new Set(routes.map(({ tag }) => tag))];
  const of = (tag: string) => routes.filter((route) => route.tag === tag);
  const body = tags.map((tag) => section(tag, of(tag), schemas)).join('\n');
  return page(
    menu(tags.map((tag) => ({ tag, routes: of(tag) }))),
    [begin(), body, events(schemas), schemaSection(schemas), problems()].join('\n'),
  );
};

const section = (tag: string, routes: readonly Route[], schemas: Schemas): string =>
  `<section id="${anchor(tag)}"><h2>${escaped(tag)}</h2>
${routes.map((route) => operation(route, schemas)).join('\n')}</section>`;

type Tagged = { readonly tag: string; readonly routes: readonly Route[] };

const menu = (tagged: readonly Tagged[]): string => {
  const entry = (href: string, words: string): string =>
    `<li><a href="#${href}">${escaped(words)}</a></li>`;
  const groups = tagged.map(
    ({ tag, routes }) =>
      `<details><summary>${escaped(tag)}</summary><ul>${routes
        .map(
          ({ operationId, method }) =>
            `<li><a href="#${operationId}"><span class="method ${method.toLowerCase()}">${method}</span>${wordsOf(operationId)}</a></li>`,
        )
        .join('')}</ul></details>`,
  );
  return `<ul>${entry('begin', 'Begin')}</ul>${groups.join('\n')}<ul>${[
    entry('events', 'Messages to you'),
    entry('schemas', 'Schemas'),
    entry('problems', 'Problems'),
  ].join('')}</ul>`;
};

/** `getImageContent` is get image content. */
const wordsOf = (operationId: string): string =>
  escaped(operationId.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`));

const page = (nav: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Aisha API</title>
<style>${style}</style>
</head>
<body><div class="page">
<header><h1>Aisha API</h1>
<p>Avatars from photos, and pictures made with them, for your own people.</p></header>
<nav aria-label="What there is">${nav}</nav>
<main>${body}</main>
</div></body>
</html>
`;
