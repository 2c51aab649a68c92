type LogLine = { readonly message: string };

const linesRead = 2_000;
const charactersRead = 400;
const otherWork = /download|upload|fetch|load|extract|cach|shard/i;
const percentPattern = /(?<![\d.])(\d{1,3})(?:\.\d{1,4})?%/g;
const fractionPattern = /(?<![\w./-])(\d{1,6}) ?(?:\/|of) ?(\d{1,6})(?![\d./])/g;

/**
 * How far a training is, read off what it prints: ` 12%|█▏ | 120/1000`, `step 120/1000`. Where a
 * line counts to the recipe's own number of steps it is believed before any other bar, of which a
 * training prints several. The furthest line counts, so that progress never goes back.
 */
export const percentFromLogs = (
  logs: readonly LogLine[],
  totalSteps: number,
): number | undefined => {
  const lines = logs.slice(-linesRead).map(({ message }) => message.slice(0, charactersRead));
  const steps = lines.flatMap((line) => stepsIn(line, totalSteps));
  if (steps.length > 0) return Math.floor((highest(steps) * 100) / totalSteps);
  const percents = lines.filter((line) => !otherWork.test(line)).flatMap(percentsIn);
  return percents.length > 0 ? highest(percents) : undefined;
};

const stepsIn = (line: string, totalSteps: number): number[] =>
  [...line.matchAll(fractionPattern)]
    .map(([, done, total]) => ({ done: Number(done), total: Number(total) }))
    .filter(({ done, total }) => total === totalSteps && done <= total)
    .map(({ done }) => done);

const percentsIn = (line: string): number[] =>
  [...line.matchAll(percentPattern)]
    .map(([, percent]) => Number(percent))
    .filter((percent) => percent <= 100);

const highest = (numbers: readonly number[]): number =>
  numbers.reduce((one, other) => Math.max(one, other), 0);
