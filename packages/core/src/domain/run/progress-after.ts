import type { RunProgress } from './run.ts';

/**
 * What to show of a run after news of it: never an earlier stage, never a smaller percentage,
 * whatever order the news comes in. Undefined where the news is older than what is known.
 */
export const progressAfter = (
  known: { readonly status: string; readonly progress?: RunProgress | undefined },
  news: RunProgress,
): RunProgress | undefined => {
  if (news.stage !== 'running') return known.status === 'running' ? undefined : news;
  const percent = Math.max(known.progress?.percent ?? -1, news.percent ?? -1);
  return percent < 0 ? news : { ...news, percent };
};
