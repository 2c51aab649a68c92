const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** One character for each number, from nothing to the largest; a day without anything is the lowest bar. */
export const sparkline = (values: readonly number[]): string => {
  const largest = Math.max(...values, 0);
  return values
    .map((value) => {
      if (value <= 0 || largest === 0) return bars[0];
      return bars[Math.max(1, Math.round((value / largest) * (bars.length - 1)))];
    })
    .join('');
};
