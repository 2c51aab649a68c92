import type { Range } from '../../../test/deploy/a-prometheus.ts';
import type { Line, Panel } from '../../../test/deploy/dashboard.ts';
import { drawBehind, drawTimes } from './charts.ts';
import { colourAt, colourNamed } from './colours.ts';
import { formatted } from './format.ts';

/** A panel and what its targets said. */
export type Drawn = {
  readonly panel: Panel;
  readonly lines: readonly Line[];
  readonly over: Range;
};

/** As Grafana lays them out, in CSS pixels. */
const grid = { columns: 24, row: 30, gap: 8 };
const headerHeight = 32;
const padding = 8;

const add = (into: HTMLElement, kind: string, words = ''): HTMLElement => {
  const element = document.createElement('div');
  element.className = kind;
  element.textContent = words;
  into.append(element);
  return element;
};

const place = (element: HTMLElement, { gridPos: { x, y, w, h } }: Panel, width: number): void => {
  const column = (width + grid.gap) / grid.columns;
  const across = (count: number): string => `${count * column - grid.gap}px`;
  const down = (count: number): number => count * (grid.row + grid.gap);
  Object.assign(element.style, {
    left: `${x * column}px`,
    width: across(w),
    top: `${down(y)}px`,
    height: `${down(h) - grid.gap}px`,
  });
};

const drawLegend = (lines: readonly Line[], into: HTMLElement): void => {
  for (const [at, { name }] of lines.entries()) {
    const entry = add(into, 'entry', name);
    const mark = document.createElement('i');
    mark.style.background = colourAt(at);
    entry.prepend(mark);
  }
};

const drawStat = (drawn: Drawn, body: HTMLElement): void => {
  const { unit = '', thresholds } = drawn.panel.fieldConfig?.defaults ?? {};
  const value = Number(drawn.lines[0]?.values.at(-1)?.[1]);
  const step = thresholds?.steps.findLast((one) => value >= (one.value ?? -Infinity));
  const colour = colourNamed(step?.color ?? 'green') ?? '';
  const width = body.clientWidth;
  drawBehind(drawn, colour, { width, height: body.clientHeight / 2 }, add(body, 'behind'));
  add(body, 'figure', formatted(value, unit)).style.color = colour;
};

const drawSeries = (drawn: Drawn, body: HTMLElement): void => {
  const chart = add(body, 'chart');
  const legend = add(body, 'legend');
  drawLegend(drawn.lines, legend);
  const height = body.clientHeight - legend.offsetHeight;
  drawTimes(drawn, { width: body.clientWidth, height }, chart);
};

const drawPanel = (drawn: Drawn, board: HTMLElement): void => {
  const { panel, lines } = drawn;
  const frame = add(board, panel.type === 'row' ? 'row' : 'panel');
  place(frame, panel, board.clientWidth);
  const header = add(frame, 'header', panel.title);
  if (panel.type === 'row') return;
  header.style.height = `${headerHeight}px`;
  const body = add(frame, 'body');
  body.style.height = `${frame.clientHeight - headerHeight - padding}px`;
  const isEmpty = lines.every(({ values }) => values.length === 0);
  if (isEmpty) add(body, 'nothing', panel.fieldConfig?.defaults.noValue ?? 'No data');
  else if (panel.type === 'stat') drawStat(drawn, body);
  else drawSeries(drawn, body);
};

const clock = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');

/** Draws everything at its place into the page, under a line that says where it is from. */
export const drawBoard = (all: readonly Drawn[]): void => {
  const top = add(document.body, 'top');
  add(top, 'title', 'Aisha');
  const [over] = all.map((drawn) => drawn.over);
  if (over)
    add(top, 'source', `deploy/grafana/aisha.json, ${clock(over.from)} to ${clock(over.to)} UTC`);
  const board = add(document.body, 'board');
  const rows = Math.max(...all.map(({ panel: { gridPos } }) => gridPos.y + gridPos.h));
  board.style.height = `${rows * (grid.row + grid.gap)}px`;
  for (const drawn of all) drawPanel(drawn, board);
};
