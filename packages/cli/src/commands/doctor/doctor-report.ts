import { fit, printable } from '../../text-width.ts';
import { wrapped } from '../../wrapped.ts';
import type { Finding } from './finding.ts';

const longestName = 16;

const indent = 6 + longestName + 1;

/** What is found of each thing, and below it what to do; no word is cut off. */
export const doctorReport = (findings: readonly Finding[], terminal: number): string => {
  const lines = findings.flatMap(({ name, state, what, todo }) => {
    const [first = '', ...more] = wrapped(printable(what), terminal - indent);
    const toDo = todo === undefined ? [] : wrapped(`→ ${printable(todo)}`, terminal - indent);
    return [
      `${state.padEnd(5)} ${fit(name, longestName)} ${first}`,
      ...[...more, ...toDo].map((line) => `${' '.repeat(indent)}${line}`),
    ];
  });
  const count = (state: Finding['state']): number =>
    findings.filter((finding) => finding.state === state).length;
  const end = `${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} failing`;
  return [...lines, end].map((line) => `${line}\n`).join('');
};
