import { describe, expect, it } from 'vitest';
import type { HookId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { aClient } from '../../testing/world/a-client.ts';
import { granted } from '../../testing/world/a-world.ts';

describe('a hook', () => {
  it('is one however often it is asked for, with the secret it was made with', async () => {
    const { aisha, client } = await aClient();
    const id = freshId<HookId>();
    const events = ['training.failed', 'training.failed'] as const;
    const wanted = { id, clientId: client.id, url: 'https://client.test/', events };
    const first = granted(await aisha.addHook(wanted));
    expect(granted(await aisha.addHook(wanted))).toEqual(first);
    expect(first).toMatchObject({ events: ['training.failed'] });
    expect(first.secret).toMatch(/^whsec_/u);
  });

  it('leads nowhere that nothing may be sent to', async () => {
    const { aisha, client } = await aClient();
    const long = `https://client.test/${'x'.repeat(2_000)}`;
    for (const url of ['https://private.test/', 'http://client.test/', long]) {
      const wanted = { id: freshId<HookId>(), clientId: client.id, url, events: [] };
      const refusal = { code: 'hook.address-refused' };
      expect(await aisha.addHook(wanted), url).toEqual({ ok: false, refusal });
    }
  });

  it('is one of ten at most, also of many at once', async () => {
    const { aisha, client } = await aClient();
    const added = await Promise.all(
      Array.from({ length: 15 }, () =>
        aisha.addHook({
          id: freshId<HookId>(),
          clientId: client.id,
          url: 'https://client.test/',
          events: ['training.failed'],
        }),
      ),
    );
    expect(added.filter(({ ok }) => ok)).toHaveLength(9);
    expect(await aisha.listHooks(client.id)).toHaveLength(10);
  });
});
