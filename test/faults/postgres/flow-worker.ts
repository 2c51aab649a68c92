import { once } from 'node:events';
import { openFlows, type FlowAddresses } from './paid-flows.ts';

// A process that runs the jobs of paid flows until it is told to stop. It reports over IPC.

const [addresses] = (await once(process, 'message')) as [FlowAddresses];
const flows = await openFlows(addresses);
await flows.queue.work(flows.aisha.jobs);
await flows.queue.schedule('reconcile', 2_000, async () => {
  await flows.aisha.reconcile();
});
process.send?.('ready');
await once(process, 'message');
await flows.queue.stop({ timeoutMs: 5_000 });
await flows.close();
process.disconnect();
