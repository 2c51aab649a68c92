import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes a minute or more, as measured; a fresh checkout has only the sizes of files to go by. */
const long = [
  'failpoints-training.faults',
  'kills.faults',
  'whole-path.browser',
  'rolling-restarts.faults',
  'ideas.browser',
  'avatars.browser',
  'fleet.faults',
  'failpoints-beginnings.faults',
  'failpoints-endings.faults',
  'postgres.faults',
  'first-picture.e2e',
  'configured-servers.e2e',
  'failpoints-pictures.faults',
  'soak.faults',
  'provider-outage.faults',
  'lost-webhooks.faults',
  'webhooks.faults',
  'chat-page.browser',
  'processes.faults',
  'crawler-translated',
  'crawler',
  'job-queue.contract.db',
  'operators.db',
  'forgery',
];

/** Begins with the files that take longest, so that at the end no worker waits for another's. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- not an array's
    const asUsual = await super.sort(files);
    return asUsual.toSorted(
      (one, other) => groupOf(one) - groupOf(other) || rankOf(one) - rankOf(other),
    );
  }
}

const groupOf = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return rank === -1 ? long.length : rank;
};
