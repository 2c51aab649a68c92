import type { RunSummary } from '@aisha/adapters/fal-sandbox';
import type { Client } from 'pg';

type OurRun = {
  readonly request_id: string | null;
  readonly status: string;
  readonly billing: string;
  readonly expected_micro_usd: string;
};

/** Where what the provider bills and what we believe it bills differ; empty where they agree. */
export const disputedBills = async (
  sql: Client,
  bill: readonly RunSummary[],
): Promise<readonly string[]> => {
  const { rows } = await sql.query<OurRun>(
    `select request_id, status, billing, expected_micro_usd from provider_runs`,
  );
  const ours = new Map(rows.map((run) => [run.request_id, run]));
  return bill
    .filter(({ status }) => status === 'COMPLETED')
    .flatMap(({ requestId, costUsd }) => {
      const run = ours.get(requestId);
      if (!run) return [`${requestId} is unknown to us`];
      const billed = Math.round(costUsd * 1_000_000);
      const { status, billing } = run;
      const expected = Number(run.expected_micro_usd);
      const agreed =
        status === 'ended' &&
        (billing === 'maybe' ||
          (billing === 'billed' && billed === expected) ||
          (billing === 'free' && billed === 0));
      return agreed ? [] : [`${requestId}: ${billed} of ${expected}, for us ${status} ${billing}`];
    });
};
