import { z } from 'zod';
import type { Prometheus, Range, Series } from './a-prometheus.ts';
import { textOf } from './files.ts';

const thresholds = z.object({
  steps: z.array(z.object({ color: z.string(), value: z.number().nullable() })),
});

const panelSchema = z.object({
  type: z.enum(['row', 'stat', 'timeseries']),
  title: z.string(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).default([]),
  fieldConfig: z
    .object({
      defaults: z.object({
        unit: z.string(),
        noValue: z.string().optional(),
        thresholds: thresholds.optional(),
        custom: z.object({ showPoints: z.enum(['auto', 'never']) }).optional(),
      }),
    })
    .optional(),
});

/** What is used here of a panel of Grafana's. */
export type Panel = z.infer<typeof panelSchema>;

export const panelsOfDashboard = (): Panel[] =>
  z.object({ panels: z.array(panelSchema) }).parse(JSON.parse(textOf('deploy/grafana/aisha.json')))
    .panels;

export type Line = { readonly name: string; readonly values: Series['values'] };

const nameOf = (legend: string, { metric }: Series): string =>
  legend.replaceAll(/\{\{(\w+)\}\}/gu, (_, label: string) => metric[label] ?? '');

/** Asks as Grafana does: what each of a panel's targets says over a time, a line a series. */
export const linesOf = async (
  prometheus: Prometheus,
  panel: Panel,
  over: Range,
): Promise<Line[]> => {
  const lines: Line[] = [];
  for (const { expr, legendFormat } of panel.targets) {
    for (const series of await prometheus.range(expr, over)) {
      lines.push({ name: nameOf(legendFormat, series), values: series.values });
    }
  }
  return lines;
};

type Known = {
  readonly labels: Set<string>;
  readonly values: (label: string) => Promise<string[]>;
};

type Asking = {
  readonly over: Range;
  /** Titles of those that show what did not happen. */
  readonly mayBeEmpty: readonly string[];
};

/** What is wrong with panels, asked of a Prometheus that has seen what they are about; one line each. */
export const faultsOfPanels = async (
  prometheus: Prometheus,
  panels: readonly Panel[],
  { over, mayBeEmpty }: Asking,
): Promise<string[]> => {
  const known: Known = {
    labels: new Set(await prometheus.labels()),
    values: (label) => prometheus.valuesOf(label),
  };
  const faults: string[] = [];
  for (const { title, targets } of panels) {
    for (const target of targets) {
      const found = await faultOf(prometheus, target, over).catch(String);
      const mayLack = mayBeEmpty.includes(title);
      const why = mayLack ? found : ((await unknownIn(target.expr, known)) ?? found);
      if (why !== undefined && !(mayLack && why === empty))
        faults.push(`${title}: ${why} in ${target.expr}`);
    }
  }
  return faults;
};

const empty = 'nothing';

const faultOf = async (
  prometheus: Prometheus,
  { expr, legendFormat }: Panel['targets'][number],
  over: Range,
): Promise<string | undefined> => {
  const found = await prometheus.range(expr, over);
  const told = found.filter(({ values }) => values.some(([, value]) => value !== 'NaN'));
  if (told.length === 0) return empty;
  const named = [...legendFormat.matchAll(/\{\{(\w+)\}\}/gu)].map(([, label = '']) => label);
  const unnamed = named.find((label) => told.some(({ metric }) => metric[label] === undefined));
  return unnamed === undefined ? undefined : `no ${unnamed} for the legend`;
};

const matchersIn = (expr: string) => [...expr.matchAll(/[{,]\s*(\w+)(!?=~?|!~)"([^"]*)"/gu)];

/** What an expression groups by and selects by. */
export const labelsIn = (expr: string): string[] => {
  const bare = expr.replaceAll(/\{[^}]*\}/gu, '');
  const grouped = [...bare.matchAll(/\bby \(([^)]*)\)/gu)].flatMap(([, list = '']) =>
    list.split(',').map((label) => label.trim()),
  );
  return [...grouped, ...matchersIn(expr).map(([, label = '']) => label)];
};

/** A label that no series has, or a value that it never has: `!=` of such a one would go unnoticed. */
const unknownIn = async (expr: string, { labels, values }: Known): Promise<string | undefined> => {
  const label = labelsIn(expr).find((name) => !labels.has(name));
  if (label !== undefined) return `no label ${label}`;
  for (const [, name = '', how, value = ''] of matchersIn(expr)) {
    if (how?.endsWith('~') === true) continue;
    if (!(await values(name)).includes(value)) return `no ${name} that is ${value}`;
  }
  return undefined;
};
