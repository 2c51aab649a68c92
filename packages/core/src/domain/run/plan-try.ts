import type { ProviderRun } from './run.ts';

export type TryPlan =
  | { readonly step: 'start'; readonly tryNumber: number; readonly spentTries: number }
  /** The reply was lost, and a webhook may still name the run. */
  | { readonly step: 'wait'; readonly until: Date }
  | { readonly step: 'accepted' }
  | { readonly step: 'give-up' };

/** What to do about submitting, given the newest try. Nothing is sent again while the last may still turn up. */
export const planTry = (
  latest: ProviderRun | undefined,
  rules: { readonly now: Date; readonly lostReplyGraceMs: number; readonly maxTries: number },
): TryPlan => {
  if (!latest) return { step: 'start', tryNumber: 1, spentTries: 0 };
  if (latest.status === 'accepted') return { step: 'accepted' };
  if (latest.status === 'refused') return nextTry(latest, latest.spentTries);
  if (latest.status === 'intended') {
    const until = new Date(latest.createdAt.getTime() + rules.lostReplyGraceMs);
    if (rules.now < until) return { step: 'wait', until };
  }
  const spentTries = latest.spentTries + 1;
  return spentTries < rules.maxTries ? nextTry(latest, spentTries) : { step: 'give-up' };
};

const nextTry = (latest: ProviderRun, spentTries: number): TryPlan => ({
  step: 'start',
  tryNumber: latest.tryNumber + 1,
  spentTries,
});

/** How long to wait after the provider refused to take a run, in milliseconds. */
export const refusedPauseMs = (tryNumber: number): number =>
  Math.min(60_000, 2000 * 2 ** Math.min(tryNumber - 1, 5));
