import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { prometheusMetrics, type Figures } from '@aisha/adapters/prometheus';
import { labelsIn } from './dashboard.ts';
import { textOf, yamlIn } from './files.ts';
import { lacksTool, runTool } from './run-tool.ts';

const folder = 'deploy/prometheus';
const rulesSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.looseObject({
          alert: z.string().optional(),
          record: z.string().optional(),
          expr: z.string(),
          for: z.string().optional(),
          labels: z.object({ severity: z.enum(['warning', 'critical']) }).optional(),
          annotations: z.object({ summary: z.string(), runbook: z.string() }).optional(),
        }),
      ),
    }),
  ),
});
const rulesIn = (name: string) =>
  rulesSchema.parse(yamlIn(`${folder}/${name}`)[0]).groups.flatMap(({ rules }) => rules);

const recorded = rulesIn('recording.yaml');
const alerts = rulesIn('alerts.yaml');

const ruleTests = z
  .object({
    tests: z.array(
      z.object({
        name: z.string(),
        alert_rule_test: z.array(
          z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()).optional() }),
        ),
      }),
    ),
  })
  .parse(yamlIn('test/deploy/alerts.test.yaml')[0]).tests;
const cases = (day?: string) =>
  ruleTests
    .filter(({ name }) => day === undefined || name === day)
    .flatMap((test) => test.alert_rule_test);

const dashboard = z
  .object({
    panels: z.array(
      z.looseObject({
        title: z.string(),
        targets: z.array(z.object({ expr: z.string() })).optional(),
      }),
    ),
  })
  .parse(JSON.parse(textOf('deploy/grafana/aisha.json')));
const panels = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => ({ title, expr })),
);

/** One of everything, so that every series there can be is there. */
const figures: Figures = {
  queues: [{ name: 'run.check', waiting: 1, running: 2, oldestMs: 1_500 }],
  stopped: ['training.submit'],
  holds: { open: 1, credits: 60, overdue: 0 },
  work: [{ kind: 'training', open: 1, overdue: 0 }],
  durations: [{ kind: 'training', model: 'portrait-lora fast', p50Ms: 1_000, p90Ms: 2_000 }],
  spend: [{ billing: 'billed', microUsd: 2_500_000 }],
  runsOpen: 3,
  pauses: [{ reason: 'unavailable', open: 1 }],
  updatesWaiting: { count: 1, oldestMs: 10 },
  hookMessages: { count: 2, oldestMs: 7_200_000 },
  people: { joined: 1, ordered: 1 },
};

const scrape = async (ask: () => Promise<Figures>): Promise<string> => {
  const metrics = prometheusMetrics({ role: 'all' });
  metrics.ask(ask);
  metrics.watch(async () => [{ name: 'redis', answers: true }]);
  metrics.update('press', 'ok', 0.1);
  metrics.request('/health', 200, 0.1);
  metrics.webhook('accepted');
  metrics.hookDelivery('http.5xx');
  metrics.job('run.check', 'done', 0.1);
  metrics.call('fal', 'submit', 'ok', 0.1);
  metrics.toldToWait('sendMessage', 3);
  return (await metrics.scrape()).body;
};

const seriesIn = (text: string): Set<string> =>
  new Set(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => /^[\w:]+/u.exec(line)?.[0] ?? ''),
  );

/** What an expression asks for: names of ours, of Node and of Prometheus itself. */
const namesIn = (expr: string): string[] =>
  expr
    .replaceAll(/"[^"]*"/gu, '""')
    .match(/\b(?:aisha[_:]|nodejs_|process_)[\w:]*/gu)
    ?.map(String) ?? [];

describe('what rules and panels ask for', () => {
  it('is there', async () => {
    const known = seriesIn(await scrape(async () => figures));
    for (const { record } of recorded) known.add(record ?? '');
    const asked = [...recorded, ...alerts, ...panels];
    expect(asked.length).toBeGreaterThan(50);
    const missing = asked.flatMap(({ expr }) => namesIn(expr)).filter((name) => !known.has(name));
    expect(missing).toEqual([]);
  });

  it('has the labels that it is asked by, and none that Prometheus gives', async () => {
    const text = await scrape(async () => figures);
    const ours = new Set([...text.matchAll(/[{,](\w+)="/gu)].map(([, label]) => label ?? ''));
    for (const own of ['job', 'instance']) expect(ours.has(own), own).toBe(false);
    const known = new Set([...ours, 'job', 'instance']);
    const asked = [...recorded, ...alerts, ...panels].flatMap(({ expr }) => labelsIn(expr));
    expect(asked).toContain('outcome');
    expect(asked.filter((label) => !known.has(label))).toEqual([]);
  });

  it('is asked of every metric of ours by somebody', async () => {
    const asked = new Set([...recorded, ...alerts, ...panels].flatMap(({ expr }) => namesIn(expr)));
    const ours = [...seriesIn(await scrape(async () => figures))]
      .filter((name) => name.startsWith('aisha_'))
      .map((name) => name.replace(/_(?:bucket|sum|count)$/u, ''));
    const used = [...asked].map((name) => name.replace(/_(?:bucket|sum|count)$/u, ''));
    expect([...new Set(ours)].filter((name) => !used.includes(name))).toEqual([]);
  });

  it('stands in the docs', async () => {
    const docs = textOf('docs/operations.md');
    const ours = [...seriesIn(await scrape(async () => figures))]
      .filter((name) => name.startsWith('aisha_'))
      .map((name) => name.replace(/_(?:bucket|sum|count)$/u, ''));
    expect(ours.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('every alert', () => {
  const sections = new Set(
    textOf('docs/operations.md')
      .split('\n')
      .filter((line) => line.startsWith('### '))
      .map((line) => line.slice(4).toLowerCase().replaceAll(' ', '-')),
  );

  it('has a name, a patience, a severity and a section of the runbook', () => {
    expect(alerts.length).toBeGreaterThan(15);
    for (const { alert, labels, annotations, ...rule } of alerts) {
      expect([alert, rule.for, labels, annotations].includes(undefined), alert).toBe(false);
      const [page, section = ''] = (annotations?.runbook ?? '').split('#');
      expect([page, sections.has(section)], alert).toEqual(['docs/operations.md', true]);
    }
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
  });

  it('is seen to fire by a test, and to be silent on a good day', () => {
    const silent = new Set(cases('a good day').map(({ alertname }) => alertname));
    const fires = new Set(
      cases().flatMap(({ alertname, exp_alerts }) => (exp_alerts?.length ? alertname : [])),
    );
    const names = alerts.map(({ alert }) => alert ?? '');
    expect(names.filter((name) => !fires.has(name) || !silent.has(name))).toEqual([]);
  });

  it.skipIf(lacksTool('promtool'))('is a rule that Prometheus takes', async () => {
    const files = ['alerts.yaml', 'recording.yaml'].map((name) => `${folder}/${name}`);
    const said = await runTool('promtool', ['check', 'rules', ...files]);
    expect(said).toContain(`${alerts.length} rules found`);
    // It looks for the secret, which is there where Prometheus runs.
    const settings = `${folder}/prometheus.yml`;
    await runTool('promtool', ['check', 'config', '--syntax-only', settings]);
    expect(yamlIn(settings)).toMatchObject([{ rule_files: ['recording.yaml', 'alerts.yaml'] }]);
  });

  it.skipIf(lacksTool('promtool'))(
    'fires on what it is about, and is silent on a good day',
    async () => {
      const said = await runTool('promtool', ['test', 'rules', 'test/deploy/alerts.test.yaml']);
      expect(said).toContain('SUCCESS');
    },
  );
});

describe('figures of the database', () => {
  it('are empty rather than old while it does not answer', async () => {
    const metrics = prometheusMetrics({ role: 'all', figuresKeptMs: 0 });
    let answers = true;
    metrics.ask(async () => {
      if (!answers) throw new Error('away');
      return figures;
    });
    expect((await metrics.scrape()).body).toContain('aisha_holds_open_credits{role="all"} 60');
    answers = false;
    const { body } = await metrics.scrape();
    expect(body).toContain('aisha_figures_known{role="all"} 0');
    expect(body).not.toMatch(/^aisha_holds_open_credits/mu);
  });

  it('are asked for once by all who look at the same time', async () => {
    let asked = 0;
    const metrics = prometheusMetrics({ role: 'all' });
    metrics.ask(async () => {
      asked += 1;
      return figures;
    });
    await Promise.all([metrics.scrape(), metrics.scrape(), metrics.scrape()]);
    expect(asked).toBe(1);
  });
});
