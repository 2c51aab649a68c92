/** Each unit of a panel: from which size on it is written how, the smallest first. */
const scales: Readonly<Record<string, readonly (readonly [from: number, word: string])[]>> = {
  short: [
    [1, ''],
    [1e3, ' K'],
    [1e6, ' Mil'],
  ],
  s: [
    [1e-6, ' µs'],
    [1e-3, ' ms'],
    [1, ' s'],
    [60, ' min'],
    [3600, ' hour'],
  ],
  bytes: [
    [1, ' B'],
    [1024, ' KiB'],
    [1024 ** 2, ' MiB'],
    [1024 ** 3, ' GiB'],
  ],
  percentunit: [[0.01, '%']],
  ops: [[1, ' ops/s']],
  reqps: [[1, ' req/s']],
  currencyUSD: [[1, '']],
};

const wordAtNought: Readonly<Record<string, string>> = { s: ' s' };

/** Three figures of a value that is no whole number. */
const decimalsOf = (value: number): number =>
  value % 1 === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));

/** As many as it takes to tell one mark of an axis from the next. */
const decimalsOfStep = (step: number): number =>
  String(Number(step.toPrecision(6))).split('.')[1]?.length ?? 0;

/** A value as Grafana writes it. On an axis `step` is the way from one mark to the next. */
export const formatted = (value: number, unit: string, step?: number): string => {
  const scale = scales[unit] ?? [];
  const found = scale.findLast(([from]) => Math.abs(value) >= from) ?? scale[0];
  if (!found) throw new Error(`Nobody has said how ${unit} is written`);
  const sign = unit === 'currencyUSD' ? '$' : '';
  if (value === 0) return `${sign}0${wordAtNought[unit] ?? found[1]}`;
  const [size, word] = found;
  const scaled = value / size;
  const decimals = step === undefined ? decimalsOf(scaled) : decimalsOfStep(step / size);
  return `${sign}${scaled.toFixed(Math.min(decimals, size > 1 ? 2 : 4))}${word}`;
};
