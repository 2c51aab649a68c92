import type { Terminal } from './terminal.ts';

const everyMs = 100;
const barWidth = 20;

export type Progress = {
  /** How much is done, of how much where that is known. */
  step(done: number, total?: number): void;
  end(): void;
};

/** Tells on a terminal how long work goes on; elsewhere says nothing. */
export const progressOf = (
  terminal: Terminal,
  label: string,
  now: () => number = () => performance.now(),
): Progress => {
  let shownAt = -Infinity;
  return {
    step: (done, total) => {
      const isLast = done === total;
      if (!isLast && now() - shownAt < everyMs) return;
      shownAt = now();
      terminal.status(`${label} ${total === undefined ? String(done) : barOf(done, total)}`);
    },
    end: () => terminal.status(''),
  };
};

/** Tells how long it has gone on, where nobody can say how much is left. */
export const whileWorking = async <T>(
  terminal: Terminal,
  label: string,
  work: () => Promise<T>,
  now: () => number = () => performance.now(),
): Promise<T> => {
  const startedAt = now();
  const tell = (): void => terminal.status(`${label} ${Math.floor((now() - startedAt) / 1000)} s`);
  tell();
  const timer = setInterval(tell, 1000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    terminal.status('');
  }
};

const barOf = (done: number, total: number): string => {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.round(share * barWidth);
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${done} of ${total}`;
};
