import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { whileWorking } from '../../progress.ts';

export const addMigrate: Fill = (group, options) => {
  changing(group.command('migrate'), {
    description: 'Brings the database to what this version expects, all or nothing',
    example: 'db migrate --yes',
    notes:
      'Processes do so by themselves when they start, one while the others wait. What is running of the\n' +
      'version before goes on: migrations only add.',
  }).action(async (flags: Changing) => {
    const { database } = await options.machine();
    const { url } = await database();
    const { migrateDatabase, migrationStatus } = await import('@aisha/adapters/mikro-orm');
    const { installJobSchema } = await import('@aisha/adapters/pg-boss');
    const { pending } = await migrationStatus(url);
    const question = `Migrate the database (${pending.length === 0 ? 'nothing to do' : pending.join(', ')})?`;
    const by = await agreed(options, flags, question);
    if (!by) return;
    await whileWorking(options.terminal, 'migrating', async () => {
      await migrateDatabase(url);
      await installJobSchema(url);
    });
    // Afterwards, since the log itself may be among what was missing; and where nothing was pending too:
    // the queue has tables of its own, which a new version of it brings to what it expects.
    const { noteOperation } = await options.open();
    const details = { done: pending.length, last: pending.at(-1) ?? '' };
    await noteOperation({ by, action: 'db.migrate', subject: 'database', details });
    const sentence =
      pending.length === 0 ? 'There was nothing to do.' : `Done: ${pending.join(', ')}.`;
    options.output.write(flags.json ? asJson({ done: pending }) : `${sentence}\n`);
  });
};
