import { expect, it } from 'vitest';
import { drafting } from '../../testing/world/drafting.ts';

it('a draft is found by its owner alone', async () => {
  const { aisha, own, fromPhoto, person } = await drafting();
  const written = await fromPhoto('a face');
  const other = await person();
  expect(await aisha.getDraft(own.id, own.userId)).toEqual(written);
  expect(await aisha.getDraft(own.id, other.id)).toBeUndefined();
});
