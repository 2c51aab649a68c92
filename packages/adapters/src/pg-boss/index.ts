export { installJobSchema } from './install.ts';
export { pgBossJobQueue } from './job-queue.ts';
export type { PgBossJobQueue, PgBossJobQueueOptions } from './job-queue.ts';
export type { ParkedJob, QueueDepth } from './parked.ts';
