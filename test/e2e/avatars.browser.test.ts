import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trainsAvatar } from '../support/phone-training.ts';
import type { PhoneWalk } from '../support/phone-walk.ts';
import type { Phone } from '../support/phone.ts';
import { usePhoneWalks } from '../support/use-phone-walks.ts';

const { startWalk } = usePhoneWalks(() => ({
  FAL_SANDBOX_TRAINING_MS: '4000',
  PREVIEW_PICTURES: '4',
}));

describe.each([
  { language: 'en', colours: 'light', name: 'Anna', newName: 'Anna B' },
  { language: 'ru', colours: 'dark', name: 'Аня', newName: 'Анна' },
] as const)('avatars in $language', ({ language, colours, name, newName }) => {
  let walk: PhoneWalk;
  let phone: Phone;
  const press: PhoneWalk['press'] = (...words) => walk.press(...words);
  const sees: PhoneWalk['sees'] = (...words) => walk.sees(...words);
  const look: PhoneWalk['look'] = (title) => walk.look(title);

  beforeAll(async () => {
    walk = await startWalk({ language, colours, motion: 'reduce' });
    ({ phone } = walk);
    await trainsAvatar(walk, name);
    await sees('training.previewed', { name, pictures: 4, version: 1 });
  });

  afterAll(() => phone.close());

  it('looks after its avatar', async () => {
    await phone.says('/avatars');
    await sees('avatar.card');
    await look('avatar');
    await press('avatar.photos');
    await sees('sent.text');
    await look('photos-of-avatar');
    await phone.press('3');
    await sees('photo.card', { number: 3, sent: 10 });
    await press('button.back');
    await press('button.back');
    await sees('avatar.card');
    await press('avatar.rename');
    await look('rename');
    await phone.says(newName);
    await sees('avatar.renamed');
    await look('renamed');
    await press('avatar.retrain');
    await sees('retrain.text');
    await look('retrain');
    await press('retrain.same');
    await press('preset.fast');
    await press('train.start');
    await sees('training.previewed', { name: newName, pictures: 4, version: 2 });
    await look('second-version');
    await press('version.compare.older');
    await sees('compare.text');
    await look('compare');
    await press('version.use', { version: 1 });
    await sees('version.card');
    await look('version');
    await press('button.back');
    await sees('versions.text');
    await look('versions');
    await press('button.back');
    await sees('avatar.card');
    await look('avatar-of-two-versions');
    await press('avatar.compare');
    await sees('compare.text');
  });

  it('chooses among its avatars as soon as there are two', async () => {
    await phone.says('/create');
    await press('kind.artistic');
    await press('subject.style');
    await phone.says(`${newName} 2`);
    await sees('photos.ask');
    await phone.says('/avatars');
    await press('draft.keep');
    await sees('avatars.text');
    await look('avatars');
    await phone.press('📸 10');
    await sees('sent.text');
    await press('button.back');
    await press('button.back');
    await phone.press('🕘 2');
    await sees('versions.text');
    await phone.says('/start');
    await press('menu.gallery');
    await press('gallery.months');
    await sees('filter.months.text');
    await look('months');
    await press('button.back');
    await press('gallery.styles');
    await sees('filter.styles.none');
    await look('no-styles');
  });

  it('finds nothing cut off or gone wrong', async () => {
    expect(await phone.isTooWide()).toBe(false);
    expect(walk.cut()).toEqual([]);
    expect(phone.problems).toEqual([]);
  });
});
