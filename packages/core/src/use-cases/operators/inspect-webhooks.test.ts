import { describe, expect, it } from 'vitest';
import type { ProviderEventId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { anEvent } from '../../testing/builders/generations.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('looking at what the provider told', () => {
  it('lists it without its words, and shows one with its words and its run', async () => {
    const { ports, aisha, submitted, look } = aWorld();
    const { id } = await submitted();
    const [run] = look.runs(id);
    const event = anEvent({ payload: { a: 'b' }, ...(run && { runId: run.id }) });
    await ports.unitOfWork.run(({ events }) => events.add(event));
    const [listed] = await aisha.inspectWebhooks.list({ limit: 10 });
    expect(listed).toMatchObject({ id: event.id, subject: { type: 'training', id } });
    expect(listed).not.toHaveProperty('payload');
    expect(await aisha.inspectWebhooks.show(event.id)).toMatchObject({
      event: { payload: { a: 'b' } },
      run: { id: run?.id },
    });
  });

  it('tells which were set aside, and that their run is not known', async () => {
    const { ports, aisha } = aWorld();
    const [known, aside] = [anEvent(), anEvent()];
    await ports.unitOfWork.run(async ({ events }) => {
      await events.add(known);
      await events.add(aside);
      await events.quarantine(aside.id, ports.clock.now());
    });
    const listed = await aisha.inspectWebhooks.list({ limit: 10, isQuarantined: true });
    expect(listed.map(({ id }) => id)).toEqual([aside.id]);
    const shown = await aisha.inspectWebhooks.show(aside.id);
    expect(shown).toMatchObject({ quarantinedAt: ports.clock.now(), run: undefined });
    expect(await aisha.inspectWebhooks.show(freshId<ProviderEventId>())).toBeUndefined();
  });
});
