import { fit, printable, widthOf } from '../../text-width.ts';
import type { Finding } from './finding.ts';

const longestName = 16;

/** A line for each thing, and what to do below it. */
export const doctorReport = (findings: readonly Finding[], terminal: number): string => {
  const lines = findings.flatMap(({ name, state, what, todo }) => [
    `${state.padEnd(5)} ${fit(name, longestName)} ${printable(what)}`,
    ...(todo === undefined
      ? []
      : [`${' '.repeat(6)}${' '.repeat(longestName)} → ${printable(todo)}`]),
  ]);
  const count = (state: Finding['state']): number =>
    findings.filter((finding) => finding.state === state).length;
  const end = `${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} failing`;
  return [...lines, end]
    .map((line) => `${widthOf(line) > terminal ? fit(line, terminal).trimEnd() : line}\n`)
    .join('');
};
