import { segmentsOf, variableOf, type Route } from './route.ts';
import { describedProblems, problemsOfRoute } from './openapi.ts';

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** Names in backquotes are set as code. */
const prose = (text: string): string => escaped(text).replaceAll(/`([^`]+)`/gu, '<code>$1</code>');

/** It fetches nothing but itself and the description, from nobody else, and runs nothing but this. */
export const referencePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A page for people: what there is, what it takes, what it answers. Everything else is in the description. */
export const referencePage = (routes: readonly Route[]): string => {
  const tags = [...new Set(routes.map(({ tag }) => tag))];
  return page(
    tags.map((tag) => `<a href="#${escaped(tag)}">${escaped(tag)}</a>`).join(' '),
    tags.map((tag) => section(tag, routes)).join('\n') + problems(),
  );
};

const section = (tag: string, routes: readonly Route[]): string =>
  `<section id="${escaped(tag)}"><h2>${escaped(tag)}</h2>${routes
    .filter((route) => route.tag === tag)
    .map(operation)
    .join('\n')}</section>`;

const operation = (route: Route): string => `<article id="${route.operationId}">
<h3><span class="method">${route.method}</span> <code>${path(route.path)}</code></h3>
<p>${prose(route.summary)}.</p>
<dl>
<dt>Scope</dt><dd><code>${route.scope}</code></dd>
${fields('Query', route.query?.shape)}${fields('JSON', route.body?.shape)}${upload(route)}${
  route.makes ? '<dt>Header</dt><dd><code>Idempotency-Key</code>, optional</dd>' : ''
}
<dt>Answers</dt><dd>${Object.entries(route.answers)
  .map(([status, { description }]) => `<code>${status}</code> ${prose(description)}`)
  .join('<br>')}</dd>
<dt>Problems</dt><dd class="codes">${problemsOfRoute(route)
  .map((code) => `<a href="#${code}"><code>${code}</code></a>`)
  .join(' ')}</dd>
</dl>
</article>`;

const path = (pattern: string): string =>
  segmentsOf(pattern)
    .map((segment) => (variableOf(segment) ? `/<b>${escaped(segment)}</b>` : `/${segment}`))
    .join('<wbr>');

const upload = ({ upload: types }: Route): string =>
  types ? `<dt>Body</dt><dd>${types.map((type) => `<code>${type}</code>`).join(' ')}</dd>` : '';

type Shape = Readonly<Record<string, { readonly description?: string | undefined }>>;

const fields = (title: string, shape: Shape | undefined): string => {
  const names = Object.entries(shape ?? {});
  if (names.length === 0) return '';
  const lines = names.map(([name, { description }]) => {
    const said = description === undefined ? '' : ` – ${prose(description)}`;
    return `<code>${escaped(name)}</code>${said}`;
  });
  return `<dt>${title}</dt><dd>${lines.join('<br>')}</dd>`;
};

const problems = (): string =>
  `<section id="problems"><h2>Problems</h2><dl>${describedProblems
    .map(
      ({ code, status, title }) =>
        `<dt id="${code}"><code>${code}</code></dt><dd>${status} – ${escaped(title)}.</dd>`,
    )
    .join('\n')}</dl></section>`;

const page = (menu: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Aisha API</title>
<style>${style}</style>
</head>
<body>
<header><h1>Aisha API</h1>
<p>Send your key as <code>Authorization: Bearer aisha_…</code>. You name people yourself: <code>{user}</code> is whatever you call them. The whole description is <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.</p>
<nav>${menu} <a href="#problems">Problems</a></nav></header>
<main>${body}</main>
</body>
</html>
`;

const style = `
:root{--ink:#1c1b22;--soft:#5b5966;--paper:#fff;--card:#f5f4f8;--line:#dcdae3;--accent:#5b3fd6}
@media (prefers-color-scheme:dark){:root{--ink:#eceaf3;--soft:#a9a6b8;--paper:#16151b;--card:#201f28;--line:#383644;--accent:#b3a3ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
header,main{max-width:60rem;margin:0 auto;padding:1rem}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem}
a{color:var(--accent)}
h1{margin:.5rem 0}
h2{margin:2.5rem 0 1rem;border-bottom:1px solid var(--line)}
h3{margin:0;font-size:1rem;font-weight:600;overflow-wrap:anywhere}
article{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:1rem 0;scroll-margin-top:1rem}
article p{margin:.5rem 0}
.method{display:inline-block;min-width:3.5rem;color:var(--accent)}
code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.25rem 1rem;margin:0}
dt{color:var(--soft)}
dd{margin:0;min-width:0}
#problems dl{grid-template-columns:minmax(12rem,auto) 1fr}
#problems dt{color:var(--ink)}
:target{outline:2px solid var(--accent);outline-offset:2px}
.codes a{display:inline-block;margin-right:.5rem;text-decoration:none}
@media (max-width:40rem){dl,#problems dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
`;
