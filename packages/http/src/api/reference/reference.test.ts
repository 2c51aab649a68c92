import { describe, expect, it } from 'vitest';
import { createAisha, defaultPolicy } from '@aisha/core';
import { inMemoryPorts } from '@aisha/core/testing';
import { hookEvents } from '../hook-events.ts';
import { openapiOf } from '../openapi.ts';
import { apiRoutes } from '../routes/index.ts';
import { schemaNameOf } from '../schemas/registry.ts';
import { curlOf } from './curl.ts';
import { exampleOf } from './example.ts';
import type { Schemas } from './json-schema.ts';
import { bodyOf } from './operation.ts';
import { referencePage, referencePolicy } from './page.ts';

const routes = apiRoutes({ aisha: createAisha(inMemoryPorts()), policy: defaultPolicy });
const { components } = openapiOf(routes) as { components: { schemas: Schemas } };
const { schemas } = components;

describe('an example in the reference', () => {
  it('of a request is one that is taken', () => {
    const asking = routes.filter(({ body }) => body !== undefined);
    expect(asking.length).toBeGreaterThan(4);
    for (const route of asking) {
      const example = bodyOf(route, schemas);
      expect(route.body?.safeParse(example).error, route.operationId).toBeUndefined();
    }
  });

  it('of an answer or a message is as such are described', () => {
    const told = routes.flatMap(({ answers }) =>
      Object.values(answers).flatMap(({ schema }) => (schema ? [schema] : [])),
    );
    for (const schema of [...told, ...hookEvents.map((event) => event.schema)]) {
      const name = schemaNameOf(schema);
      const example = exampleOf(schemas[name] ?? {}, schemas);
      expect(schema.safeParse(example).error, name).toBeUndefined();
    }
  });

  it('of a command asks the route in its own way', () => {
    const commandOf = (id: string): string => {
      const route = routes.find(({ operationId }) => operationId === id);
      return route ? curlOf(route, bodyOf(route, schemas)) : '';
    };
    expect(commandOf('getUser')).toBe(
      'curl -sS "$AISHA/api/v1/users/ada" \\\n  -H "Authorization: Bearer $KEY"',
    );
    expect(commandOf('putUser')).toMatch(/^curl -sS -X PUT [\s\S]+"agreedToTerms": true/u);
    expect(commandOf('deletePhoto')).toContain('-X DELETE "$AISHA/api/v1/users/ada/photos/$PHOTO"');
    expect(commandOf('cancelTraining')).toContain('-X POST');
    expect(commandOf('uploadPhoto')).toMatch(/image\/jpeg' \\\n {2}--data-binary @photo\.jpg$/u);
    expect(commandOf('createAvatar')).toContain('Idempotency-Key');
    expect(commandOf('getImageContent')).toMatch(/-o picture$/u);
  });
});

describe('the page', () => {
  it('is named by its own policy, which lets in nothing else', () => {
    const page = referencePage(routes);
    expect(referencePolicy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='/u);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|\sstyle=|url\(|@import/u);
  });
});
