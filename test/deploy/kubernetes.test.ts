import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { PodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import { PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { filesIn, textOf, yamlIn } from './files.ts';
import { runTool } from './run-tool.ts';
import { knownVariables as known } from './variables.ts';

const kinds = {
  ConfigMap,
  Deployment,
  Ingress,
  Namespace,
  PodDisruptionBudget,
  PodMonitor,
  PrometheusRule,
  ScaledObject,
  Service,
  ServiceAccount,
} as const;
const kindOf = (object: unknown): string => z.looseObject({ kind: z.string() }).parse(object).kind;

const validate = (object: unknown, where: string): void => {
  const Model = kinds[kindOf(object) as keyof typeof kinds] as new (data: never) => {
    validate(): void;
  };
  expect(Model, `${where}: ${kindOf(object)}`).toBeDefined();
  expect(() => new Model(object as never).validate(), where).not.toThrow();
};

describe('the Kubernetes manifests', () => {
  const files = filesIn('deploy/kubernetes', '.yaml');
  const documents = files.flatMap((file) => yamlIn(file).map((object) => ({ file, object })));
  it('are objects by the schemas of Kubernetes, KEDA and the Prometheus operator', () => {
    expect(documents.length).toBeGreaterThan(8);
    for (const { file, object } of documents) validate(object, file);
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

describe('what docs/deployment.md makes of the manifests', () => {
  const [, script = ''] =
    /```sh\n(for file in deploy\/kubernetes[\s\S]*?)```/u.exec(textOf('docs/deployment.md')) ?? [];

  it('are the same objects under other names, and the rules of Prometheus', async () => {
    const applied = await runTool('sh', ['-euc', `kubectl() { cat; }\n${script}`]);
    const objects = parseAllDocuments(applied)
      .map((document) => document.toJS() as unknown)
      .filter((object) => object !== null);
    for (const object of objects) validate(object, 'docs/deployment.md');
    const own = filesIn('deploy/kubernetes', '.yaml').flatMap(yamlIn).map(kindOf);
    expect(objects.map(kindOf)).toEqual([...own, 'PrometheusRule', 'PrometheusRule']);
    expect(applied).not.toMatch(/aisha:latest|aisha\.example\.com/u);
    for (const name of ['recording', 'alerts']) {
      const [groups] = yamlIn(`deploy/prometheus/${name}.yaml`);
      expect(objects).toContainEqual(expect.objectContaining({ spec: groups }));
    }
  });
});
