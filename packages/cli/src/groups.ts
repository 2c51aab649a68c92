import type { Fill } from './fill.ts';

/** What the first word after `aisha` may be. */
export type Group = {
  readonly name: string;
  readonly description: string;
  /** One of its commands, as it is typed after `aisha `. Left out where the word is a command itself. */
  readonly example?: string;
  /** Loaded when it is typed: help of all must not wait for each. */
  readonly load: () => Promise<Fill>;
};

export const groups: readonly Group[] = [
  {
    name: 'doctor',
    description: 'Looks at everything the installation needs',
    load: async () => (await import('./commands/doctor/index.ts')).doctor,
  },
  {
    name: 'avatars',
    description: 'Avatars of all users',
    example: 'avatars show 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e',
    load: async () => (await import('./commands/avatars/index.ts')).avatars,
  },
  {
    name: 'trainings',
    description: 'Trainings of all users, and what to do about those that are stuck',
    example: 'trainings show 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e',
    load: async () => (await import('./commands/trainings/index.ts')).trainings,
  },
  {
    name: 'generations',
    description: 'Orders of pictures of all users',
    example: 'generations show 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e',
    load: async () => (await import('./commands/generations/index.ts')).generations,
  },
  {
    name: 'webhooks',
    description: 'What the provider told us',
    example: 'webhooks list --aside',
    load: async () => (await import('./commands/webhooks/index.ts')).webhooks,
  },
  {
    name: 'users',
    description: 'People',
    example: 'users show telegram:123456789',
    load: async () => (await import('./commands/users/index.ts')).users,
  },
  {
    name: 'credits',
    description: 'One person’s credits',
    example: 'credits history telegram:123456789',
    load: async () => (await import('./commands/credits/index.ts')).credits,
  },
  {
    name: 'broadcast',
    description: 'Says something to many people',
    example: 'broadcast send --text en=hello.txt --dry-run',
    load: async () => (await import('./commands/broadcast/index.ts')).broadcast,
  },
  {
    name: 'keys',
    description: 'Keys of other teams’ services',
    example: 'keys list --client shop',
    load: async () => (await import('./commands/keys/index.ts')).keys,
  },
  {
    name: 'hooks',
    description: 'What other teams’ services are told',
    example: 'hooks list --status failed',
    load: async () => (await import('./commands/hooks/index.ts')).hooks,
  },
  {
    name: 'ledger',
    description: 'Everybody’s credits',
    example: 'ledger verify',
    load: async () => (await import('./commands/ledger/index.ts')).ledger,
  },
  {
    name: 'storage',
    description: 'Photos, pictures and weights that are kept',
    example: 'storage sweep --dry-run',
    load: async () => (await import('./commands/storage/index.ts')).storage,
  },
  {
    name: 'styles',
    description: 'The ready styles that people choose from',
    example: 'styles lint ./styles',
    load: async () => (await import('./commands/styles/index.ts')).styles,
  },
  {
    name: 'audit',
    description: 'What operators changed, who and why',
    example: 'audit list --who ada',
    load: async () => (await import('./commands/audit/index.ts')).audit,
  },
  {
    name: 'jobs',
    description: 'Work that waits, runs or was given up',
    example: 'jobs list --state parked',
    load: async () => (await import('./commands/jobs/index.ts')).jobs,
  },
  {
    name: 'queue',
    description: 'Stops and resumes what workers do',
    example: 'queue pause training.submit',
    load: async () => (await import('./commands/queue/index.ts')).queue,
  },
  {
    name: 'stats',
    description: 'Shows how much happened on each of the last days',
    load: async () => (await import('./commands/stats/index.ts')).stats,
  },
  {
    name: 'logs',
    description: 'What the processes have said',
    example: 'logs tail aisha.log --level warn',
    load: async () => (await import('./commands/logs/index.ts')).logs,
  },
  {
    name: 'reconcile',
    description: 'Finds what is overdue and sets it moving or ends it',
    load: async () => (await import('./commands/reconcile.ts')).reconcile,
  },
  {
    name: 'db',
    description: 'The database: its migrations',
    example: 'db status',
    load: async () => (await import('./commands/db/index.ts')).db,
  },
  {
    name: 'config',
    description: 'What is configured, secrets masked',
    example: 'config check',
    load: async () => (await import('./commands/config/index.ts')).config,
  },
  {
    name: 'backup',
    description: 'Copies of the database and all objects',
    example: 'backup create /backups/2026-11-23',
    load: async () => (await import('./commands/backup/index.ts')).backup,
  },
];
