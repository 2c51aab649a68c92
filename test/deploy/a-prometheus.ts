import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stringify } from 'yaml';
import { z } from 'zod';
import { freePort } from '../support/free-port.ts';
import { pathOf, yamlIn } from './files.ts';
import { startTool } from './run-tool.ts';

export type PrometheusOptions = {
  /** Where its settings and what it keeps go; not removed. */
  readonly directory: string;
  /** Ports of processes on this machine, which take the place of those that are found by name. */
  readonly ports: readonly number[];
  /** How often it scrapes and works out its rules, in seconds, where not as often as deployed. */
  readonly everySeconds?: number;
};

/** What one series says: its labels, and times in seconds each with its value, as text. */
export type Series = z.infer<typeof seriesSchema>;
const seriesSchema = z.object({
  metric: z.record(z.string(), z.string()),
  values: z.array(z.tuple([z.number(), z.string()])),
});

const startMs = 60_000;
const folder = 'deploy/prometheus';
const deployed = z.looseObject({
  global: z.record(z.string(), z.string()),
  rule_files: z.array(z.string()),
  scrape_configs: z.tuple([z.looseObject({})]),
});

/** The settings that are deployed, for processes of this machine. */
const settingsFor = ({ ports, everySeconds }: PrometheusOptions): string => {
  const {
    global,
    rule_files: rules,
    scrape_configs: jobs,
  } = deployed.parse(yamlIn(`${folder}/prometheus.yml`)[0]);
  const { dns_sd_configs: _names, authorization: _token, ...job } = jobs[0];
  const targets = ports.map((port) => `127.0.0.1:${port}`);
  const every = everySeconds === undefined ? undefined : `${everySeconds}s`;
  return stringify({
    global: every ? { scrape_interval: every, evaluation_interval: every } : global,
    rule_files: rules.map((name) => pathOf(`${folder}/${name}`)),
    scrape_configs: [{ ...job, static_configs: [{ targets }] }],
  });
};

/** A real Prometheus with the rules of `deploy`, which has scraped processes of this machine. */
export const startPrometheus = async (options: PrometheusOptions) => {
  const settings = join(options.directory, 'prometheus.yml');
  await writeFile(settings, settingsFor(options));
  const address = `127.0.0.1:${await freePort()}`;
  const server = startTool('prometheus', [
    `--config.file=${settings}`,
    `--storage.tsdb.path=${join(options.directory, 'prometheus')}`,
    `--web.listen-address=${address}`,
  ]);
  const ended = once(server, 'exit');
  const origin = `http://${address}`;
  await scrapedAll(origin, options.ports.length);
  return {
    /** What an expression says between two times, in seconds; throws with its words where it refuses. */
    range: (query: string, { from, to, step }: Range): Promise<Series[]> =>
      ask(origin, 'query_range', { query, start: from, end: to, step }, rangeSchema),
    labels: (): Promise<string[]> => ask(origin, 'labels', {}, z.array(z.string())),
    valuesOf: (label: string): Promise<string[]> =>
      ask(origin, `label/${label}/values`, {}, z.array(z.string())),
    stop: async (): Promise<void> => {
      server.kill('SIGTERM');
      await ended;
    },
  };
};

export type Prometheus = Awaited<ReturnType<typeof startPrometheus>>;
export type Range = { readonly from: number; readonly to: number; readonly step: number };

const rangeSchema = z.object({ result: z.array(seriesSchema) }).transform(({ result }) => result);

const ask = async <T>(
  origin: string,
  path: string,
  values: Readonly<Record<string, string | number>>,
  schema: z.ZodType<T>,
): Promise<T> => {
  const query = new URLSearchParams(
    Object.entries(values).map(([key, value]) => [key, `${value}`]),
  );
  const answer = await fetch(`${origin}/api/v1/${path}?${query}`);
  const said = z
    .object({ data: z.unknown().optional(), error: z.string().optional() })
    .parse(await answer.json());
  if (!answer.ok) throw new Error(said.error ?? `${path}: ${answer.status}`);
  return schema.parse(said.data);
};

/** Until it runs and has heard each of its targets. */
const scrapedAll = async (origin: string, targets: number): Promise<void> => {
  const deadline = Date.now() + startMs;
  for (;;) {
    const now = Date.now() / 1000;
    const over = { query: 'sum(up)', start: now, end: now, step: 1 };
    const heard = await ask(origin, 'query_range', over, rangeSchema).catch(() => []);
    if (heard[0]?.values[0]?.[1] === String(targets)) return;
    if (Date.now() > deadline) throw new Error('Prometheus does not hear whom it is to watch');
    await pause(50);
  }
};
