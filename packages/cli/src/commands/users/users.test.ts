import { describe, expect, it } from 'vitest';
import { aCli } from '../../cli.fixture.ts';
import { somebody } from '../../somebody.fixture.ts';

const nobody = 'telegram:404';

describe('aisha users', () => {
  it('lists people and shows one, with what was done about them', async () => {
    const cli = aCli({ columns: 160 });
    const { user, trains } = await somebody(cli);
    const { price } = await trains();
    const { run } = cli;
    const listed = await run('users', 'list');
    expect(listed.printed).toMatch(/^ID +ADDRESS +NAME +LANG +CREDITS +HELD +AVATARS +JOINED/u);
    expect(listed.printed).toContain(user.id);
    expect((await run('users', 'list', '--blocked')).printed).toBe('Nobody.\n');
    await run('users', 'block', 'telegram:77', '--yes', '--why', 'fraud');
    expect((await run('users', 'list', '--blocked')).printed).toContain('blocked\n');
    const shown = await run('users', 'show', 'telegram:77');
    expect(shown.printed).toContain('Ada (telegram:77, en)\n');
    expect(shown.printed).toContain(`  credits   ${300 - price} available, ${price} held\n`);
    expect(shown.printed).toContain('  trainings 1, 1 under way\n');
    expect(shown.printed).toMatch(/standing {2}blocked since .+: does nothing that costs\n/u);
    expect(shown.printed).toContain(`    aisha users unblock ${user.id}\n`);
    expect(shown.printed).toContain('ada did users.block: fraud\n');
    expect(await run('users', 'show', nobody)).toMatchObject({ code: 4 });
  });

  it('blocks and unblocks, and says where it was so already', async () => {
    const cli = aCli();
    await somebody(cli);
    const said = async (verb: string) =>
      (await cli.run('users', verb, 'telegram:77', '--yes')).printed;
    expect(await said('block')).toBe('Blocked.\n');
    expect(await said('block')).toBe('They were blocked already.\n');
    expect(await said('unblock')).toBe('Unblocked.\n');
    expect(await said('unblock')).toBe('They were not blocked.\n');
  });

  it('sends no copy to whom a service has brought, and says where it is', async () => {
    const cli = aCli();
    const wanted = { clientName: 'shop', scopes: ['users:read'], userCredits: 0 } as const;
    const { client } = await cli.aisha.createApiKey({ ...wanted, by: { who: 'a test' } });
    const brought = { client, externalId: 'ada', firstName: 'Ada', locale: 'en' };
    const { user } = await cli.aisha.registerClientUser(brought);
    const { code, told } = await cli.run('users', 'export', user.id, '--yes');
    expect(code).toBe(5);
    expect(told.join('')).toContain(
      'Nobody can send it to them: they are of a service, which reads all of it over the API',
    );
    expect(cli.ports.jobs.pending('account.export')).toEqual([]);
  });

  it('has a copy of their data sent to them, and erases them for good', async () => {
    const cli = aCli({ answers: ['y', 'asked by letter', 'y', ''] });
    const { user } = await somebody(cli);
    const { run, ports, questions } = cli;
    expect((await run('users', 'export', user.id)).printed).toMatch(/^A worker packs it/u);
    expect(questions[0]).toBe(`Send ${user.id} a copy of their data? (y/N) `);
    expect((await run('users', 'forget', user.id)).printed).toMatch(/Receipt: \S+\n$/u);
    await ports.jobs.drain();
    expect(ports.unitOfWork.committed().users.size).toBe(0);
    expect(await run('users', 'export', user.id, '--yes')).toMatchObject({ code: 4 });
    const log = await cli.aisha.inspectAudit({ limit: 5 });
    expect(log.map(({ action, why }) => [action, why])).toEqual([
      ['users.forget', undefined],
      ['users.export', 'asked by letter'],
    ]);
    expect(JSON.stringify(log)).not.toContain('telegram:77');
  });
});

describe('aisha credits', () => {
  it('gives credits once for a key, and shows how they came and went', async () => {
    const cli = aCli({ columns: 120 });
    await somebody(cli);
    const give = () =>
      cli.run(
        'credits',
        'grant',
        'telegram:77',
        '50',
        '--key',
        'ticket-7',
        '--yes',
        '--why',
        'late',
      );
    expect((await give()).printed).toBe('Given: 350 credits available.\n');
    expect((await give()).printed).toBe('It had been given before: 350 credits available.\n');
    const { printed } = await cli.run('credits', 'history', 'telegram:77');
    expect(printed).toMatch(/^350 credits available, 0 held\n\n/u);
    expect(printed).toContain('operator.grant');
    const json = await cli.run('credits', 'history', 'telegram:77', '--json');
    expect(JSON.parse(json.printed)).toMatchObject({ balance: { available: 350 } });
    expect((await cli.run('credits', 'history', nobody)).code).toBe(4);
    expect((await cli.run('credits', 'grant', nobody, '5', '--yes')).code).toBe(4);
  });
});
