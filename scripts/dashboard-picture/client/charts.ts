import uPlot from 'uplot';
import { colourAt, colourNamed, seeThrough } from './colours.ts';
import { formatted } from './format.ts';
import type { Drawn } from './page.ts';

type Size = { readonly width: number; readonly height: number };

const text = 'rgb(204, 204, 220)';
const grid = 'rgba(240, 250, 255, 0.09)';
const font = '12px Inter, Roboto, sans-serif';

/** Every time on the grid with what each line says then; null where it says nothing. */
const tableOf = ({ lines, over: { from, to, step } }: Drawn): uPlot.AlignedData => {
  const times = Array.from(
    { length: Math.floor((to - from) / step) + 1 },
    (_, at) => from + at * step,
  );
  const columns = lines.map(({ values }) => {
    const said = new Map(values.map(([time, value]) => [time, Number(value)]));
    return times.map((time) => {
      const value = said.get(time);
      return value === undefined || !Number.isFinite(value) ? null : value;
    });
  });
  return [times, ...columns];
};

const bare: Partial<uPlot.Options> = {
  legend: { show: false },
  cursor: { show: false },
  pxAlign: 0,
};

/** From nought to a little above the highest. */
const upwards: uPlot.Scale.Range = (_plot, _least, most) =>
  uPlot.rangeNum(0, most > 0 ? most : 1, 0.1, true);

/** Only of what stands alone: lines have no need of any. */
const alone: uPlot.Series.Points.Filter = (plot, series) => {
  const values = Array.from(plot.data[series] ?? []);
  const isThere = (at: number): boolean => typeof values[at] === 'number';
  return [...values.keys()].filter((at) => isThere(at) && !isThere(at - 1) && !isThere(at + 1));
};

const seriesOf = ({ panel, lines }: Drawn): uPlot.Series[] => {
  const showsAlone = panel.fieldConfig?.defaults.custom?.showPoints === 'auto';
  return lines.map(({ name }, at) => ({
    label: name,
    stroke: colourAt(at),
    width: 2,
    fill: seeThrough(colourAt(at), 0.1),
    points: showsAlone
      ? { show: true, size: 5, fill: colourAt(at), filter: alone }
      : { show: false },
  }));
};

/** The dashed lines where it becomes too much. */
const limitsOf =
  ({ panel }: Drawn) =>
  (plot: uPlot): void => {
    const { thresholds } = panel.fieldConfig?.defaults ?? {};
    for (const { color, value } of thresholds?.steps ?? []) {
      const stroke = colourNamed(color);
      const y = plot.valToPos(value ?? 0, 'y', true);
      if (value === null || stroke === undefined || y < plot.bbox.top) continue;
      const { ctx, bbox } = plot;
      ctx.save();
      ctx.strokeStyle = stroke;
      ctx.lineWidth = 2 * devicePixelRatio;
      ctx.setLineDash([10 * devicePixelRatio, 10 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.restore();
    }
  };

const minutes = [1, 2, 5, 10, 30, 60, 120].map((count) => count * 60);
const powersOfTwo = Array.from({ length: 50 }, (_, at) => 2 ** at);
/** The same words whatever has gone by since the mark before: uPlot's way to say so. */
const plainly = [null, null, null, null, null, null, 1] as const;

const axes = (unit: string): uPlot.Axis[] => {
  const look: uPlot.Axis = {
    stroke: text,
    font,
    grid: { stroke: grid, width: 1 },
    ticks: { show: false },
  };
  const marks: uPlot.Axis.DynamicValues = (_plot, splits) =>
    splits.map((value) => formatted(value, unit, (splits[1] ?? 0) - (splits[0] ?? 0)));
  const widest: uPlot.Axis.Size = (_plot, values) =>
    8 + 7 * Math.max(3, ...(values ?? []).map(({ length }) => length));
  const incrs = unit === 'bytes' ? powersOfTwo : undefined;
  return [
    { ...look, size: 26, space: 48, incrs: minutes, values: [[60, '{HH}:{mm}', ...plainly]] },
    { ...look, size: widest, space: 34, gap: 4, values: marks, ...(incrs && { incrs }) },
  ];
};

export const drawTimes = (drawn: Drawn, size: Size, into: HTMLElement): void => {
  const options: uPlot.Options = {
    ...bare,
    ...size,
    padding: [8, 8, 0, 0],
    scales: { y: { range: upwards } },
    axes: axes(drawn.panel.fieldConfig?.defaults.unit ?? ''),
    series: [{}, ...seriesOf(drawn)],
    hooks: { draw: [limitsOf(drawn)] },
  };
  into.append(new uPlot(options, tableOf(drawn)).root);
};

/** What lies behind the figure of a panel that shows one. */
export const drawBehind = (drawn: Drawn, colour: string, size: Size, into: HTMLElement): void => {
  const options: uPlot.Options = {
    ...bare,
    ...size,
    padding: [2, 0, 0, 0],
    scales: { y: { range: upwards } },
    axes: [{ show: false }, { show: false }],
    series: [
      {},
      { stroke: colour, width: 1, fill: seeThrough(colour, 0.25), points: { show: false } },
    ],
  };
  into.append(new uPlot(options, tableOf(drawn)).root);
};
