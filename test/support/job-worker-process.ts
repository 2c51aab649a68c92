import { once } from 'node:events';
import { pgBossJobQueue } from '@aisha/adapters/pg-boss';
import { handleAll, silentLogger } from '@aisha/core/testing';

// A process that takes jobs of the database it is told of and never finishes one, until it is
// killed. It reports each over IPC.

const [{ url }] = (await once(process, 'message')) as [{ url: string }];
const queue = pgBossJobQueue({ url, logger: silentLogger });
await queue.open();
await queue.work(
  handleAll(async (job) => {
    process.send?.({ took: job });
    await new Promise(() => undefined);
  }),
);
await queue.schedule('sweep', 60_000, async () => {
  process.send?.({ took: { name: 'sweep' } });
  await new Promise(() => undefined);
});
process.send?.({ ready: true });
