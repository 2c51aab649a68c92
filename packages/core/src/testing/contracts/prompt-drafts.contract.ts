import type { FileRef } from '../../shared/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { given } from './given.ts';
import { casesOf, type Suite } from './suite.ts';

export const promptDraftsContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);

  test('a draft reads back as it was added, to its owner alone', async ({ unitOfWork }) => {
    const draft = await given(unitOfWork).draft({
      kind: 'photo',
      source: 'telegram:photo' as FileRef,
      original: undefined,
      enhancement: undefined,
    });
    await unitOfWork.read(async ({ drafts }) => {
      deepEqual(await drafts.find(draft.id), draft);
      deepEqual(await drafts.findOwned(draft.id, draft.userId), draft);
      equal(await drafts.findOwned(draft.id, freshId()), undefined);
      equal(await drafts.find(freshId()), undefined);
    });
  });

  test('one that is added twice is added once', async ({ unitOfWork }) => {
    const draft = await given(unitOfWork).draft();
    const again = { ...draft, original: 'other words altogether' };
    equal(await unitOfWork.run(({ drafts }) => drafts.add(again)), false);
    const found = await unitOfWork.read(({ drafts }) => drafts.find(draft.id));
    equal(found?.original, draft.original);
  });

  test('what is written is saved once, whoever else writes', async ({ unitOfWork }) => {
    const draft = await given(unitOfWork).draft();
    const written = { ...draft, status: 'written', prompt: 'in a garden, soft light' } as const;
    const failed = { ...draft, status: 'failed', failure: 'assistant.down' } as const;
    equal(await unitOfWork.run(({ drafts }) => drafts.save(written, 'waiting')), true);
    equal(await unitOfWork.run(({ drafts }) => drafts.save(failed, 'waiting')), false);
    deepEqual(await unitOfWork.read(({ drafts }) => drafts.find(draft.id)), written);
  });

  test('a person’s are counted from a time on', async ({ unitOfWork }) => {
    const stage = given(unitOfWork);
    const { userId, avatarId } = await stage.draft();
    await stage.draft({ userId, avatarId, createdAt: minutesAfter(builtAt, 10) });
    await stage.draft({ createdAt: minutesAfter(builtAt, 10) });
    const count = (minute: number) =>
      unitOfWork.read(({ drafts }) => drafts.countSince(userId, minutesAfter(builtAt, minute)));
    deepEqual([await count(0), await count(1), await count(11)], [2, 1, 0]);
  });

  test('the old ones are deleted, and no others', async ({ unitOfWork }) => {
    const stage = given(unitOfWork);
    const old = await stage.draft();
    const young = await stage.draft({ createdAt: minutesAfter(builtAt, 10) });
    const before = minutesAfter(builtAt, 5);
    equal(await unitOfWork.run(({ drafts }) => drafts.deleteBefore(before)), 1);
    await unitOfWork.read(async ({ drafts }) => {
      equal(await drafts.find(old.id), undefined);
      deepEqual(await drafts.find(young.id), young);
    });
  });
};
