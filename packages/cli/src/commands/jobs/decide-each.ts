import type { Aisha, By, JobId } from '@aisha/core';
import type { Looking } from '../../about.ts';
import { exitCodes } from '../../exit-codes.ts';
import { asJson } from '../../json.ts';
import type { CreateProgramOptions } from '../../program-options.ts';
import { refusalSentence } from '../../refusals.ts';
import { printable } from '../../text-width.ts';

type Decision = {
  readonly ids: readonly JobId[];
  readonly by: By;
  readonly decide: Aisha['retryJob'];
  /** What became of those that were not refused. */
  readonly done: string;
};

/** Decides about one job after the other, tells what became of each, and ends with 5 where any was refused. */
export const decideEach = async (
  { output, exit }: Pick<CreateProgramOptions, 'output' | 'exit'>,
  { ids, by, decide, done }: Decision,
  { json }: Looking,
): Promise<void> => {
  const outcomes: { readonly id: JobId; readonly outcome: string }[] = [];
  for (const id of ids) {
    const decided = await decide({ id, by });
    const outcome = decided.ok ? done : decided.refusal.code;
    outcomes.push({ id, outcome });
    if (!decided.ok) exit(outcome === 'job.not-found' ? exitCodes.notFound : exitCodes.refused);
    if (json) continue;
    output.write(
      decided.ok
        ? `${id} ${printable(decided.value.name)} ${done}\n`
        : `${id} ${refusalSentence(decided.refusal)}\n`,
    );
  }
  if (json) output.write(asJson(outcomes));
};
