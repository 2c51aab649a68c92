/**
 * Whether the provider takes money for a run. open: it has not ended. billed: it delivered. free: it
 * was refused, never started or broke on the provider's side. maybe: it ended otherwise, or nobody
 * will ever tell.
 */
export const runBillings = ['open', 'billed', 'free', 'maybe'] as const;
export type RunBilling = (typeof runBillings)[number];

/** Of a run that brought nothing. */
export type UnwantedBilling = Extract<RunBilling, 'free' | 'maybe'>;

/** What we owe the provider for a run. Nobody's credits follow from it: people pay for results. */
export type RunCost = {
  /** By the provider's price list, in whole millionths of a US dollar. */
  readonly expectedMicroUsd: number;
  readonly billing: RunBilling;
};

/** The run with what became known of its bill. What was billed stays billed. */
export const billed = <Run extends { readonly cost: RunCost }>(
  run: Run,
  billing: RunBilling,
): Run => {
  if (run.cost.billing === 'billed' || run.cost.billing === billing) return run;
  return { ...run, cost: { ...run.cost, billing } };
};
