import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { filesIn, textOf, yamlIn } from './files.ts';
import { knownVariables as known } from './variables.ts';

describe('the Kubernetes manifests', () => {
  const files = filesIn('deploy/kubernetes', '.yaml');
  const documents = files.flatMap((file) => yamlIn(file).map((object) => ({ file, object })));
  const kinds = {
    ConfigMap,
    Deployment,
    Ingress,
    Namespace,
    PodDisruptionBudget,
    ScaledObject,
    Service,
    ServiceAccount,
  } as const;
  const kindOf = (object: unknown): string =>
    z.looseObject({ kind: z.string() }).parse(object).kind;

  it('are objects by the schemas of Kubernetes and KEDA', () => {
    expect(documents.length).toBeGreaterThan(8);
    for (const { file, object } of documents) {
      const Model = kinds[kindOf(object) as keyof typeof kinds] as new (data: never) => {
        validate(): void;
      };
      expect(Model, `${file}: ${kindOf(object)}`).toBeDefined();
      expect(() => new Model(object as never).validate(), file).not.toThrow();
    }
  });

  it('refuse what is none', () => {
    const broken = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 'two' } };
    expect(() => new Deployment(broken as never).validate()).toThrow('replicas');
  });

  it('run every role as nobody in particular, on a file system that cannot be written', () => {
    const pods = z.looseObject({
      metadata: z.object({ name: z.string() }),
      spec: z.object({
        template: z.object({
          spec: z.object({
            securityContext: z.object({ runAsNonRoot: z.literal(true) }),
            containers: z.array(
              z.object({
                securityContext: z.object({
                  readOnlyRootFilesystem: z.literal(true),
                  allowPrivilegeEscalation: z.literal(false),
                }),
                livenessProbe: z.object({}),
                readinessProbe: z.object({}),
              }),
            ),
          }),
        }),
      }),
    });
    const roles = documents
      .filter(({ object }) => kindOf(object) === 'Deployment')
      .map(({ object }) => pods.parse(object).metadata.name);
    expect(roles).toEqual(['bot', 'http', 'worker']);
  });

  it('set variables that there are', () => {
    const { data } = z
      .object({ data: z.record(z.string(), z.string()) })
      .parse(documents.find(({ object }) => kindOf(object) === 'ConfigMap')?.object);
    expect(Object.keys(data).filter((name) => !known.has(name))).toEqual([]);
  });

  it('lead what Telegram pushes to the bots, and nothing else of theirs', () => {
    const ingress = z.looseObject({
      kind: z.literal('Ingress'),
      metadata: z.object({ name: z.literal('bot') }),
      spec: z.looseObject({
        rules: z.array(
          z.object({
            host: z.string(),
            http: z.object({ paths: z.array(z.looseObject({ path: z.string() })) }),
          }),
        ),
      }),
    });
    const found = documents.flatMap(({ object }) => ingress.safeParse(object).data ?? []);
    const { data } = z
      .object({ data: z.object({ TELEGRAM_WEBHOOK_URL: z.url() }) })
      .parse(documents.find(({ object }) => kindOf(object) === 'ConfigMap')?.object);
    const { hostname, pathname } = new URL(data.TELEGRAM_WEBHOOK_URL);
    expect(found).toHaveLength(1);
    expect(found[0]?.spec.rules).toMatchObject([
      { host: hostname, http: { paths: [{ path: pathname, pathType: 'Exact' }] } },
    ]);
    expect(found[0]?.spec.rules[0]?.http.paths).toHaveLength(1);
  });

  it('add workers by a metric that there is', () => {
    const scaler = documents.find(({ object }) => kindOf(object) === 'ScaledObject');
    expect(JSON.stringify(scaler)).toContain('aisha:queue_oldest_seconds:max');
    expect(textOf('deploy/prometheus/recording.yaml')).toContain(
      'record: aisha:queue_oldest_seconds:max',
    );
  });
});
