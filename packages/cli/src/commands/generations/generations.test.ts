import { describe, expect, it } from 'vitest';
import { aCli } from '../../cli.fixture.ts';
import { somebody } from '../../somebody.fixture.ts';

const unknown = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';

describe('aisha generations', () => {
  it('lists orders, explains one, and orders one anew that brought nothing', async () => {
    const cli = aCli({ columns: 140 });
    const { orders, user } = await somebody(cli);
    const id = await orders();
    const { run, aisha } = cli;
    const listed = await run('generations', 'list', '--status', 'queued');
    expect(listed.printed).toMatch(new RegExp(`${id}  queued  0/2 .+ flux-lora +telegram:77`, 'u'));
    const shown = await run('generations', 'show', id);
    expect(shown.printed).toContain('Order of pictures: queued\n');
    expect(shown.printed).toContain('  order     2 by flux-lora, 1:1, seed ');
    expect(shown.printed).not.toContain('garden');
    expect(shown.printed).not.toContain('generations refresh');
    expect(await run('generations', 'retry', id, '--yes')).toMatchObject({
      code: 5,
      told: ['The order has not failed (status queued).'],
    });
    await aisha.cancelGeneration(id, user.id);
    const { available } = await aisha.getBalance(user.id);
    expect((await run('generations', 'retry', id)).told.join()).toContain(
      `Order ${id} anew for 4 of its owner’s ${available} credits? Nobody is here`,
    );
    const again = await run('generations', 'retry', id, '--yes', '--why', 'asked for');
    expect(again.printed).toMatch(/^Ordered as \S+, \d+ credits\.\n$/u);
    const after = await run('generations', 'show', id);
    expect(after.printed).toContain('ada did generations.retry: asked for\n');
    expect(after.printed).toContain('given back\n');
    expect(await run('generations', 'show', unknown)).toMatchObject({ code: 4 });
  });
});
