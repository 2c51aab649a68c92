import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemCodes } from './problem.ts';
import { anApi } from './an-api.fixture.ts';

type Operation = {
  readonly operationId: string;
  readonly security: readonly { readonly key: readonly string[] }[];
  readonly responses: Readonly<Record<string, unknown>>;
};
type Description = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
};

describe('the description of the API', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  let described: Description;
  beforeAll(async () => {
    api = await anApi();
    described = (await api.ask('GET /api/v1/openapi.json', { key: '' }))
      .body as unknown as Description;
  });
  afterAll(() => api.stop());

  it('is OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(described));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('describes every route with its scope, and nothing else', () => {
    const told = Object.entries(described.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(
        ([method, { security, operationId }]) =>
          `${method.toUpperCase()} ${path} ${operationId} ${String(security[0]?.key)}`,
      ),
    );
    const there = api.routes.map(
      ({ method, path, operationId, scope }) => `${method} ${path} ${operationId} ${scope}`,
    );
    expect(told.toSorted()).toEqual(there.toSorted());
    expect(new Set(api.routes.map(({ operationId }) => operationId)).size).toBe(there.length);
  });

  it('refers to nothing that is not there, and has nothing that nobody refers to', () => {
    const text = JSON.stringify(described);
    const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/gu)].map(([, id]) =>
      String(id),
    );
    expect([...new Set(referred)].toSorted()).toEqual(
      Object.keys(described.components.schemas).toSorted(),
    );
  });

  it('lets answers grow, and requests not', () => {
    const { Avatar, CreateAvatar } = described.components.schemas as Record<
      string,
      { additionalProperties?: unknown }
    >;
    expect(Avatar?.additionalProperties).toBeUndefined();
    expect(CreateAvatar?.additionalProperties).toBe(false);
  });

  it('is shown on a page that has every operation and problem, and asks nobody else', async () => {
    const { text, headers } = await api.ask('GET /api/v1/docs', { key: '' });
    expect(headers.get('content-type')).toContain('text/html');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const { operationId } of api.routes) expect(text).toContain(`id="${operationId}"`);
    for (const code of problemCodes) expect(text).toContain(`id="${code}"`);
    expect(text).not.toMatch(/<script|<link|\ssrc=/u);
    expect(text).toContain('prefers-color-scheme:dark');
    expect(text).toContain('width=device-width');
  });
});
