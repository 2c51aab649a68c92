import type { BlobKey } from '../../shared/ids.ts';
import type { BlobReferences } from '../../ports/blob-references.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { acceptedFrom, aFinishedTraining } from '../builders/avatars.ts';
import { freshId } from '../builders/fresh.ts';
import { given } from './given.ts';
import { casesOf, present, type Suite } from './suite.ts';

type Context = { unitOfWork: UnitOfWork; blobReferences: BlobReferences };

export const blobReferencesContract = (suite: Suite<Context>): void => {
  const test = casesOf(suite);
  const keysOf = async ({ blobReferences }: Context, limit: number, after?: string) =>
    (await blobReferences.list({ limit, after: after as BlobKey | undefined })).map(
      ({ key }) => key as string,
    );
  const anImageAt = async ({ unitOfWork }: Context, stem: string) => {
    const { id: generationId, userId } = await given(unitOfWork).generation();
    return given(unitOfWork).image({
      userId,
      generationId,
      blobKey: `${stem}.png` as BlobKey,
      thumbnailKey: `${stem}.thumbnail.jpg` as BlobKey,
    });
  };

  test('rows without bytes refer to nothing', async (context) => {
    const { avatarId, userId } = await given(context.unitOfWork).training();
    await given(context.unitOfWork).photo({ avatarId, userId });
    deepEqual(await keysOf(context, 10), []);
    equal(await context.blobReferences.has('photos/none' as BlobKey), false);
  });

  test('photos, pictures, thumbnails, weights and their configuration are referred to', async (context) => {
    const { unitOfWork, blobReferences } = context;
    const avatar = await given(unitOfWork).avatar();
    const received = await given(unitOfWork).photo({ avatarId: avatar.id, userId: avatar.userId });
    const thumbnailKey = `photos/${avatar.id}/${received.id}.thumbnail.jpg` as BlobKey;
    const photo = { ...acceptedFrom(received), thumbnailKey };
    await unitOfWork.run(({ photos }) => photos.saveJudged(photo));
    const image = await anImageAt(context, 'images/one/0');
    const training = await given(unitOfWork).training({ userId: avatar.userId });
    const done = aFinishedTraining({ ...training, status: 'succeeded' });
    const result = present(done.result);
    if (result.type !== 'lora') throw new Error('a LoRA is expected');
    const configBlobKey = `trainings/${training.id}/config.json` as BlobKey;
    await unitOfWork.run(({ trainings }) =>
      trainings.save({ ...done, result: { ...result, configBlobKey } }, ['reserved']),
    );
    const listed = await blobReferences.list({ limit: 100 });
    const own = [
      { key: present(photo.stored).blobKey, owner: `photo ${photo.id}` },
      { key: thumbnailKey, owner: `photo ${photo.id}` },
      { key: image.blobKey, owner: `image ${image.id}` },
      { key: image.thumbnailKey, owner: `image ${image.id}` },
      { key: result.blobKey, owner: `training ${training.id}` },
      { key: configBlobKey, owner: `training ${training.id}` },
    ];
    for (const reference of own) {
      deepEqual(
        listed.find(({ key }) => key === reference.key),
        reference,
      );
      equal(await blobReferences.has(reference.key), true);
    }
  });

  test('they come in the order of their characters, page by page', async (context) => {
    const stems = ['a-b/0', 'a/1/x', 'a/10', 'a_b', 'a.b', 'a/2', 'ab'];
    for (const stem of stems) await anImageAt(context, `${freshId<string>().slice(0, 2)}/${stem}`);
    const all = await keysOf(context, 100);
    deepEqual(
      all,
      all.toSorted((one, other) => (one < other ? -1 : 1)),
    );
    const paged: string[] = [];
    for (let after: string | undefined; ; after = paged.at(-1)) {
      const page = await keysOf(context, 4, after);
      paged.push(...page);
      if (page.length < 4) break;
    }
    deepEqual(paged, all);
  });
};
