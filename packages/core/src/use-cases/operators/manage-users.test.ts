import { describe, expect, it } from 'vitest';
import type { Address, GenerationId, PromptDraftId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { aClient } from '../../testing/world/a-client.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'fraud' };

describe('blocking a person', () => {
  it('lets them do nothing that costs, and leaves what goes on to its end', async () => {
    const { ports, aisha, look, ready, inTheMaking, draftWithPhotos, send } = aWorld();
    const avatar = await ready();
    const { userId } = avatar;
    const { id: goingOn } = await inTheMaking({ avatarId: avatar.id });
    const draft = await draftWithPhotos(10, { userId });
    const { available } = await aisha.getBalance(userId);
    expect(granted(await aisha.manageUsers.block({ who: userId, by })).isChanged).toBe(true);

    const blocked = { ok: false, refusal: { code: 'user.blocked' } };
    const training = { avatarId: draft.id, userId, preset: 'fast' } as const;
    expect(await aisha.requestTraining(training)).toEqual(blocked);
    const order = { avatarId: avatar.id, userId, prompt: 'in a garden', count: 1 } as const;
    const id = freshId<GenerationId>();
    expect(await aisha.requestGeneration({ ...order, id, aspectRatio: '1:1' })).toEqual(blocked);
    const words = { id: freshId<PromptDraftId>(), avatarId: avatar.id, userId } as const;
    expect(
      await aisha.improvePrompt({ ...words, prompt: 'in a garden', enhancement: 'light' }),
    ).toEqual(blocked);
    await expect(send(draft, 'another face')).rejects.toThrow('user.blocked');
    expect((await aisha.getBalance(userId)).available).toBe(available);

    ports.generator.succeed(ports.generator.latest().requestId);
    await ports.jobs.drainFor(60_000);
    expect(look.generation(goingOn).status).toBe('succeeded');
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { ...by, action: 'users.block', subject: `user ${userId}` },
    ]);
  });

  it('makes no first pictures of what they have trained', async () => {
    const plain = aWorld();
    const world = aWorld({
      ...plain.ports,
      policy: { ...plain.ports.policy, previews: { count: 2 } },
    });
    const { id, userId } = await world.submitted();
    await world.aisha.manageUsers.block({ who: userId, by });
    world.ports.trainer.succeed(world.ports.trainer.latest().requestId);
    await world.ports.jobs.drainFor(60_000);
    expect(world.look.training(id).status).toBe('succeeded');
    expect(world.ports.unitOfWork.committed().generations.size).toBe(0);
  });

  it('is lifted as it was made, and either twice changes nothing', async () => {
    const { aisha, draftWithPhotos } = aWorld();
    const { id: avatarId, userId } = await draftWithPhotos();
    await aisha.manageUsers.block({ who: userId, by });
    expect(granted(await aisha.manageUsers.block({ who: userId, by })).isChanged).toBe(false);
    expect(granted(await aisha.manageUsers.unblock({ who: userId, by })).isChanged).toBe(true);
    expect(granted(await aisha.manageUsers.unblock({ who: userId, by })).isChanged).toBe(false);
    granted(await aisha.requestTraining({ avatarId, userId, preset: 'fast' }));
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { action: 'users.unblock' },
      { action: 'users.block' },
    ]);
  });
});

describe('forgetting a person', () => {
  it('is as their own “forget me”, and the log tells of the receipt, not of them', async () => {
    const { ports, aisha, ready } = aWorld();
    const { userId } = await ready();
    await aisha.manageUsers.block({ who: userId, by });
    const receipt = granted(await aisha.manageUsers.forget({ who: userId, by }));
    await ports.jobs.drain();
    expect(await aisha.getReceipt(receipt)).toMatchObject({ erased: { avatars: 1 } });
    expect(await aisha.inspectUsers.show(userId)).toBeUndefined();
    const [entry] = await aisha.inspectAudit({ limit: 1 });
    expect(entry).toMatchObject({ action: 'users.forget', subject: `erasure ${receipt}` });
    expect(await aisha.manageUsers.forget({ who: userId, by })).toMatchObject({
      refusal: { code: 'person.not-found' },
    });
  });
});

describe('having a copy of somebody’s data made', () => {
  it('sends it to themselves, once an hour', async () => {
    const { ports, aisha, person } = aWorld();
    const { id, address } = await person();
    granted(await aisha.manageUsers.export({ who: address, by }));
    await ports.jobs.drain();
    expect(ports.notifier.last('account.exported')).toBeDefined();
    expect(await aisha.manageUsers.export({ who: id, by })).toMatchObject({
      refusal: { code: 'export.too-soon' },
    });
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([{ action: 'users.export' }]);
  });

  it('is refused for whom a service has brought, since nobody would be sent it', async () => {
    const { ports, aisha, user } = await aClient();
    expect(await aisha.manageUsers.export({ who: user.id, by })).toEqual({
      ok: false,
      refusal: { code: 'export.of-client' },
    });
    expect(ports.jobs.pending('account.export')).toEqual([]);
    expect(await aisha.inspectAudit({ limit: 5, action: 'users.export' })).toEqual([]);
  });

  it('is refused for nobody', async () => {
    const { aisha } = aWorld();
    const who = 'telegram:404' as Address;
    for (const verb of ['block', 'unblock', 'forget', 'export'] as const) {
      expect(await aisha.manageUsers[verb]({ who, by })).toEqual({
        ok: false,
        refusal: { code: 'person.not-found' },
      });
    }
  });
});
