import { describe, expect, it } from 'vitest';
import type { Address, UserId } from '../../shared/ids.ts';
import { streamOf, utf8 } from '../../testing/streams.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'moved from the old system' };
/** A safetensors file as small as can be. */
const weights = new Uint8Array([2, 0, 0, 0, 0, 0, 0, 0, ...utf8('{}')]);
const file = { type: 'file', open: async () => streamOf(weights) } as const;
const asked = { name: 'Ada', kind: 'portrait', subject: 'woman', triggerPhrase: 'ohwx' } as const;

describe('importing an avatar', () => {
  it('gives somebody an avatar that is drawn with its own word, and charges nothing', async () => {
    const { ports, aisha, person, inTheMaking } = aWorld();
    const { id: who } = await person();
    const { avatar, training } = granted(
      await aisha.importAvatar({ ...asked, who, source: file, by }),
    );
    expect(avatar).toMatchObject({ status: 'ready', isMain: true, activeTrainingId: training.id });
    expect(await aisha.getBalance(who)).toEqual({ available: 300, held: 0 });
    expect(ports.unitOfWork.committed().holds.get(training.holdId)?.status).toBe('released');
    const { request } = await inTheMaking({ avatarId: avatar.id });
    expect(request).toMatchObject({ generator: 'flux-lora' });
    expect(request.fullPrompt).toContain('ohwx');
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { ...by, action: 'avatars.import', subject: `avatar ${avatar.id}` },
    ]);
    expect((await aisha.auditLedger.verify({ limit: 10 })).findings).toEqual([]);
  });

  it('copies weights that lie at the provider’s, and takes a finetune by its id', async () => {
    const { ports, aisha, person } = aWorld();
    const { address: who } = await person();
    const url = 'https://results.fake.test/old/lora.safetensors';
    ports.fetcher.serve(url, weights);
    const copied = granted(
      await aisha.importAvatar({ ...asked, who, source: { type: 'url', url }, by }),
    );
    expect(copied.training.result).toMatchObject({ type: 'lora', bytes: 10, providerUrl: url });
    const finetune = { type: 'finetune', finetuneId: 'ft-1' } as const;
    const artistic = { ...asked, who, kind: 'artistic', source: finetune, by } as const;
    const tuned = granted(await aisha.importAvatar(artistic));
    expect(tuned.training).toMatchObject({
      result: finetune,
      recipe: { trainer: 'flux-pro-finetune', triggerPhrase: 'ohwx' },
    });
    expect(tuned.avatar.isMain).toBe(false);
  });

  it('keeps nothing of what it refuses', async () => {
    const { ports, aisha, person } = aWorld();
    const { id: who } = await person();
    const give = (own: object) => aisha.importAvatar({ ...asked, who, source: file, by, ...own });
    const refused = async (own: object) => {
      const answer = await give(own);
      return answer.ok ? 'granted' : answer.refusal.code;
    };
    const page = { type: 'file', open: async () => streamOf(utf8('<html>not found</html>')) };
    expect(await refused({ source: page })).toBe('weights.unreadable');
    expect(await refused({ subject: 'style' })).toBe('avatar.subject-unfit');
    expect(await refused({ triggerPhrase: 'a {b}' })).toBe('trigger-phrase.unfit');
    expect(await refused({ name: 'A' })).toBe('avatar-name.too-short');
    expect(await refused({ who: 'telegram:1' as Address })).toBe('person.not-found');
    expect(await refused({ source: { type: 'finetune', finetuneId: 'ft-1' } })).toBe(
      'weights.unfit',
    );
    expect(ports.blobs.keys()).toEqual([]);
    expect(ports.unitOfWork.committed().avatars.size).toBe(0);
    expect(await aisha.inspectAudit({ limit: 5 })).toEqual([]);
  });

  it('obeys the limit of avatars and the block of a person, and leaves no weights behind', async () => {
    const plain = aWorld();
    const { ports, aisha, person } = aWorld({
      ...plain.ports,
      policy: { ...plain.ports.policy, maxAvatarsPerUser: 1 },
    });
    const { id: who } = await person();
    const give = (whom: UserId) => aisha.importAvatar({ ...asked, who: whom, source: file, by });
    granted(await give(who));
    expect(await give(who)).toMatchObject({ refusal: { code: 'avatar.too-many', max: 1 } });
    const other = await person();
    await aisha.manageUsers.block({ who: other.id, by });
    expect(await give(other.id)).toMatchObject({ refusal: { code: 'user.blocked' } });
    expect(ports.blobs.keys()).toHaveLength(1);
  });
});
