import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createAisha, type Address } from '@aisha/core';
import { freshId, inMemoryPorts, type InMemoryPorts } from '@aisha/core/testing';
import { aCli } from './cli.fixture.ts';
import { leavesOf } from './leaves.fixture.ts';

const id = freshId();
const person = 'telegram:7';
const words = fileURLToPath(new URL('../../../LICENSE', import.meta.url));

/** Every command that changes something, with whatever it needs. */
const changing: readonly (readonly [typed: string, ...given: string[]])[] = [
  ['avatars retrain', id],
  ['avatars cancel', id],
  ['avatars rename', id, 'Ada'],
  ['avatars delete', id],
  ['avatars import', person, '--name', 'Ada', '--trigger', 'ohwx', '--finetune', 'one'],
  ['trainings refresh', id],
  ['trainings retry', id],
  ['trainings fail', id],
  ['trainings attach-request', id, 'request'],
  ['trainings import-result', id, words],
  ['generations retry', id],
  ['webhooks replay', id],
  ['hooks replay', id],
  ['broadcast stop', id],
  ['broadcast resume', id],
  ['keys revoke', id],
  ['jobs retry', id],
  ['jobs cancel', id],
  ['styles preview', '--avatar', id],
  ['db migrate'],
  ['backup restore', '/nowhere'],
  ['users block', person],
  ['users unblock', person],
  ['users export', person],
  ['credits grant', person, '5'],
  ['broadcast send', '--text', `en=${words}`],
  ['keys create', 'shop', '--scopes', 'avatars:read'],
  ['storage sweep'],
  ['queue pause', 'run.check'],
  ['queue resume', 'run.check'],
  ['reconcile'],
  ['users forget', person],
];

const onMachine = new Set(['db migrate', 'backup restore']);

const aPerson = async (): Promise<InMemoryPorts> => {
  const ports = inMemoryPorts();
  const address = person as Address;
  await createAisha(ports).registerUser({ address, firstName: 'Ada', locale: 'en' });
  return ports;
};

describe('a command that changes something', () => {
  it('is one of these', async () => {
    const known = changing.map(([name]) => name).toSorted();
    const asking = [...(await leavesOf())].filter(([, { options }]) =>
      options.some(({ long }) => long === '--yes'),
    );
    expect(known).toEqual(asking.map(([name]) => name).toSorted());
  });

  it.each(changing)(
    'as %s changes nothing where nobody is there to say yes',
    async (name, ...given) => {
      const ports = await aPerson();
      const changed = () => Promise.reject(new Error('something was changed'));
      const unitOfWork = { ...ports.unitOfWork, run: changed };
      const blobs = { ...ports.blobs, put: changed, delete: changed, deleteUnfinished: changed };
      const { run } = aCli({ open: async () => createAisha({ ...ports, unitOfWork, blobs }) });
      const ended = run(...name.split(' '), ...given).catch((error: unknown) => ({
        message: error instanceof Error ? error.message : '',
      }));
      expect(await ended).not.toMatchObject({ message: 'something was changed' });
      // Those that look at more than ports are typed by a test: main.db.test.ts, backup.db.test.ts.
      if (onMachine.has(name)) expect(await ended).not.toMatchObject({ code: 0 });
      else expect(await ended).toMatchObject({ code: 6, printed: '' });
    },
  );

  it('has to be told who it is where nobody can see that, and changes nothing until then', async () => {
    const { run, aisha } = aCli({ ports: await aPerson(), operator: () => '' });
    const refused = await run('users', 'block', person, '--yes');
    expect(refused.code).toBe(6);
    expect(refused.told.join()).toContain('--who <name>');
    expect(await aisha.inspectAudit({ limit: 5 })).toEqual([]);
    const done = await run('users', 'block', person, '--yes', '--who', 'grace');
    expect(done.code).toBe(0);
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([{ who: 'grace' }]);
  });

  it('is written down under its own name, with who and why', async () => {
    const cli = aCli({ ports: await aPerson() });
    const first = changing.findIndex(([name]) => name === 'users block');
    const done = changing.slice(first);
    for (const [name, ...given] of done) {
      const by = ['--yes', '--who', 'grace', '--why', name];
      expect(await cli.run(...name.split(' '), ...given, ...by), name).toMatchObject({ code: 0 });
    }
    const log = await cli.aisha.inspectAudit({ limit: 50 });
    const ends = log.filter(({ details }) => details['step'] !== 'begun');
    expect(ends.map(({ action, who, why }) => ({ action, who, why })).toReversed()).toEqual(
      done.map(([name]) => ({ action: name.replace(' ', '.'), who: 'grace', why: name })),
    );
  });
});
