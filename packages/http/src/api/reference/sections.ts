import { hookEvents } from '../hook-events.ts';
import { describedProblems } from '../openapi.ts';
import { exampleOf } from './example.ts';
import type { JsonSchema, Schemas } from './json-schema.ts';
import { anchor, block, code, escaped, jsonBlock, prose } from './markup.ts';
import { rowsOf, table } from './schema-table.ts';

/** From nothing to the first answer. */
export const begin = (): string => `<section id="begin"><h2>Begin</h2>
<ol class="steps">
<li><p>Have an operator make a key: ${code('aisha keys create shop --scopes all --yes')}. Then tell your shell where to ask, and as whom:</p>
${block('export AISHA=https://aisha.example:8443\nexport KEY=aisha_…', 'How to set where to ask')}</li>
<li><p>Bring a person. You name them yourself; here it is ${code('ada')}:</p>
${block(
  `curl -sS -X PUT "$AISHA/api/v1/users/ada" \\\n  -H "Authorization: Bearer $KEY" \\\n  -H 'Content-Type: application/json' \\\n  -d '{"firstName":"Ada","agreedToTerms":true}'`,
  'How to bring a person',
)}</li>
<li><p>Order a picture, and look at it where the answer’s ${code('Location')} says:</p>
${block(
  `curl -sS -i "$AISHA/api/v1/users/ada/generations" \\\n  -H "Authorization: Bearer $KEY" \\\n  -H 'Content-Type: application/json' \\\n  -d '{"prompt":"a lighthouse in the evening"}'`,
  'How to order a picture',
)}</li>
</ol>
<dl>
<dt>Keys</dt><dd>Every request carries ${code('Authorization: Bearer aisha_…')}. A key covers scopes; writing includes no reading.</dd>
<dt id="begin-twice">Once</dt><dd>Whatever makes something takes an ${code('Idempotency-Key')}: the same request again is answered as the first was, for a day.</dd>
<dt>Lists</dt><dd>Newest first. Where there is more, hand ${code('nextCursor')} back as ${code('cursor')}.</dd>
<dt>Limits</dt><dd>${code('RateLimit')} and ${code('RateLimit-Policy')} tell what is left; a 429, a 502, a 503 and a 504 tell when to come back in ${code('Retry-After')}.</dd>
<dt>Problems</dt><dd>Every refusal is ${code('application/problem+json')} (RFC 9457). Branch on ${code('code')}: <a href="#problems">all of them</a>.</dd>
<dt>Machines</dt><dd>The whole description is <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.</dd>
</dl></section>`;

/** What hooks are sent. */
export const events = (schemas: Schemas): string =>
  `<section id="events"><h2>Messages to you</h2>
<p>Sent to each of your <a href="#createHook">hooks</a> by POST, signed as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> say: ${code('webhook-id')} is the same in every try, ${code('webhook-timestamp')} is in seconds, ${code('webhook-signature')} is ${code('v1,')} and the base64 of the HMAC-SHA256 of ${code('<id>.<timestamp>.<body>')} under the bytes of the secret, which is base64 after ${code('whsec_')}. Answer with 2xx within 15 s; with 410 to be told nothing more.</p>
${hookEvents.map(({ type, schemaName, summary }) => event(type, summary, schemas[schemaName] ?? {}, schemas)).join('\n')}</section>`;

const event = (type: string, summary: string, schema: JsonSchema, schemas: Schemas): string =>
  `<article id="event-${anchor(type)}"><h3><a href="#event-${anchor(type)}">${code(type)}</a></h3>
<p>${prose(summary)}</p>
<div class="sides"><div>${table('JSON', rowsOf(schema), { must: false })}</div>
<div>${jsonBlock(exampleOf(schema, schemas), `An example of ${type}`)}</div></div></article>`;

export const schemaSection = (schemas: Schemas): string =>
  `<section id="schemas"><h2>Schemas</h2>
<p>Answers may have members that are not here yet: leave alone what you do not know.</p>
${Object.entries(schemas)
  .map(
    ([name, schema]) =>
      `<article id="schema-${anchor(name)}">${table(name, rowsOf(schema), { must: false })}</article>`,
  )
  .join('\n')}</section>`;

export const problems = (): string =>
  `<section id="problems"><h2>Problems</h2>
<p>${code('type')} of a problem leads here. A code never changes its meaning.</p>
<table class="problems"><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th></tr></thead><tbody>${describedProblems
    .map(
      ({ code: name, status, title }) =>
        `<tr id="${name}"><th scope="row">${code(name)}</th><td>${status}</td><td>${escaped(title)}</td></tr>`,
    )
    .join('\n')}</tbody></table></section>`;
