import { describe, expect, it } from 'vitest';
import type { AvatarId } from '../../shared/ids.ts';
import { freshId } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('an operator', () => {
  it('sees everybody’s avatars, newest first', async () => {
    const { ready, draft, aisha } = aWorld();
    const trained = await ready();
    const drawn = await draft({ kind: 'artistic' });
    const all = await aisha.inspectAvatars.list({ limit: 10 });
    expect(all.map(({ avatar }) => avatar)).toEqual([drawn, trained]);
    expect(all[1]).toMatchObject({ photos: 10, versions: 1, owner: { id: trained.userId } });
    const ready1 = await aisha.inspectAvatars.list({ limit: 10, status: 'ready' });
    expect(ready1.map(({ avatar }) => avatar.id)).toEqual([trained.id]);
  });

  it('sees how one came to be as it is, every paid try included', async () => {
    const { ready, look, aisha } = aWorld();
    const { id, activeTrainingId } = await ready();
    const dossier = await aisha.inspectAvatars.show(id);
    expect(dossier?.trainings).toEqual([look.training(activeTrainingId!)]);
    expect(dossier?.runs).toEqual(look.runs(activeTrainingId));
    expect(await aisha.inspectAvatars.show(freshId<AvatarId>())).toBe(undefined);
  });
});
