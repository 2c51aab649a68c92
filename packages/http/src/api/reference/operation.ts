import { z } from 'zod';
import { problemsOfRoute } from '../openapi.ts';
import { problemKinds } from '../problem.ts';
import { schemaNameOf } from '../schemas/registry.ts';
import { segmentsOf, variableOf, type Described, type Route } from '../route.ts';
import { curlOf } from './curl.ts';
import { exampleOf, exampleOfAsked } from './example.ts';
import type { JsonSchema, Schemas } from './json-schema.ts';
import { block, code, escaped, jsonBlock, prose } from './markup.ts';
import { linkTo, rowsOf, table } from './schema-table.ts';

/** All that is to be known of a route in one place, with what to type to try it. */
export const operation = (route: Route, schemas: Schemas): string => {
  const { operationId, summary, method, scope, makes } = route;
  return `<article id="${operationId}" aria-labelledby="${operationId}-title">
<h3 id="${operationId}-title"><a href="#${operationId}">${prose(summary)}</a></h3>
<p class="route"><span class="method ${method.toLowerCase()}">${method}</span> ${path(route.path)}</p>
<p class="facts"><span>Scope ${code(scope)}</span>${makes ? ' <span>Takes an <a href="#begin-twice">Idempotency-Key</a></span>' : ''}</p>
<div class="sides"><div>
${taken(route, schemas)}${problemsOf(route)}
</div><div>
${block(curlOf(route, bodyOf(route, schemas)), `How to ask for ${operationId}`)}
${Object.entries(route.answers)
  .map(([status, described]) => answer(status, described, schemas))
  .join('\n')}
</div></div>
</article>`;
};

const path = (pattern: string): string =>
  `<code>${segmentsOf(pattern)
    .map((segment) => (variableOf(segment) ? `/<b>${escaped(segment)}</b>` : `/${segment}`))
    .join('<wbr>')}</code>`;

/** What an example request carries. */
export const bodyOf = ({ body }: Route, schemas: Schemas): unknown =>
  body && exampleOfAsked(schemas[schemaNameOf(body)] ?? {}, schemas);

const taken = ({ body, query, upload }: Route, schemas: Schemas): string => {
  const tables = [
    table('Query', query ? rowsOf(z.toJSONSchema(query, { io: 'input' }) as JsonSchema) : [], {
      must: true,
    }),
    table('JSON', body ? rowsOf(schemas[schemaNameOf(body)] ?? {}) : [], { must: true }),
    upload ? `<p>The body is the file itself: ${upload.map(code).join(', ')}.</p>` : '',
  ];
  return tables.join('');
};

const answer = (
  status: string,
  { description, schema, contentTypes }: Described,
  schemas: Schemas,
): string => {
  const name = schema && schemaNameOf(schema);
  const what = name === undefined ? (contentTypes ?? []).map(code).join(', ') : linkTo(name);
  const example =
    name === undefined
      ? ''
      : jsonBlock(exampleOf(schemas[name] ?? {}, schemas), `An example of ${name}`);
  return `<details><summary><b class="status">${status}</b> ${prose(description)}${
    what && ` – ${what}`
  }</summary>${example}</details>`;
};

const problemsOf = (route: Route): string => {
  const codes = problemsOfRoute(route);
  return `<details><summary>Problems it may answer with</summary><ul class="codes">${codes
    .map((one) => `<li>${problemKinds[one].status} <a href="#${one}">${code(one)}</a></li>`)
    .join('')}</ul></details>`;
};
