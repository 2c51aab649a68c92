import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yazlArchiveBuilder } from '@aisha/adapters/zip';
import { gather, streamOf } from '@aisha/core';
import type { PhoneWalk } from '../support/phone-walk.ts';
import type { Phone } from '../support/phone.ts';
import { blurredPortrait, portrait, portraits } from '../support/portraits.ts';
import { wordingIn } from '../support/wording.ts';
import { usePhoneWalks } from '../support/use-phone-walks.ts';

const { startWalk } = usePhoneWalks(() => ({
  FAL_SANDBOX_TRAINING_MS: '4000',
  PREVIEW_PICTURES: '4',
}));

const photoFile = (buffer: Buffer, name: string) => ({ name, mimeType: 'image/jpeg', buffer });

const zipOf = async (photos: readonly Buffer[]) => {
  const entries = photos.map((photo, at) => ({
    name: `${at}.jpg`,
    bytes: photo.length,
    open: async () => streamOf(photo),
  }));
  const zip = await gather(yazlArchiveBuilder().build(entries));
  return { name: 'photos.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) };
};

describe.each([
  {
    language: 'en',
    colours: 'light',
    motion: 'no-preference',
    name: 'Anna',
    words: 'in a red coat on a snowy street, film look',
  },
  {
    language: 'ru',
    colours: 'dark',
    // Whoever wants nothing to move gets as far, and sooner.
    motion: 'reduce',
    name: 'Аня',
    words: 'в красном пальто на заснеженной улице, как в кино',
  },
] as const)('the whole path in $language', ({ language, colours, motion, name, words }) => {
  const wording = wordingIn(language);
  const otherWording = wordingIn(language === 'en' ? 'ru' : 'en');
  let walk: PhoneWalk;
  let phone: Phone;
  const press: PhoneWalk['press'] = (...words) => walk.press(...words);
  const sees: PhoneWalk['sees'] = (...words) => walk.sees(...words);
  const look: PhoneWalk['look'] = (title) => walk.look(title);

  beforeAll(async () => {
    walk = await startWalk({ language, colours, motion });
    ({ phone } = walk);
  });

  afterAll(() => phone.close());

  it('begins with a picture, the terms and a word of consent', async () => {
    await look('first-visit');
    await phone.page.getByTestId('first-name').fill(name);
    await phone.page.getByTestId('start').click();
    await phone.button(wording('welcome.agree')).waitFor();
    await look('welcome');
    await press('terms.button');
    await sees('terms.text');
    await look('terms');
    await press('button.back');
    await press('policy.button');
    await look('policy');
    await press('button.back');
    await press('welcome.agree');
    await phone.button(wording('menu.create')).waitFor();
    await look('menu');
  });

  it('comes from the kind to a name', async () => {
    await press('menu.create');
    await sees('kind.text');
    await look('kinds');
    await press('kinds.compare');
    await sees('kinds.text');
    await look('compare-kinds');
    await press('kind.portrait');
    await sees('subject.text');
    await look('subject');
    await press('subject.woman');
    await sees('name.ask');
    await look('name');
    await phone.says(name);
    await sees('photos.ask');
    await look('photos-asked');
    await press('photos.tips');
    await look('tips');
    await press('button.back');
  });

  it('sends photos every way at once, looks at them and takes one away', async () => {
    const singles = await portraits(8);
    const album = [...singles, await portrait(1), await blurredPortrait(3)];
    await phone.sends(album.map((photo, at) => photoFile(photo, `${at}.jpg`)));
    await phone.sends([photoFile(await portrait(9), 'IMG_9.jpg')], { asFiles: true });
    await phone.sends([await zipOf(await portraits(3, 10))]);
    await sees('photos.status', { accepted: 12, checking: 0, sent: 14 });
    await look('photos-status');
    await press('photos.look');
    await sees('sent.text');
    await look('sent');
    await phone.press(/^10–14/u);
    await look('sent-second-page');
    await phone.press(/1–9$/u);
    await phone.press('2');
    await sees('photo.card', { number: 2, sent: 14 });
    await look('sent-photo');
    await press('photo.remove');
    await sees('sent.text');
    await look('sent-after-removal');
    await press('button.back');
    await press('photos.continue');
  });

  it('trains and is shown four first pictures', async () => {
    await look('presets');
    await press('preset.fast');
    await look('confirm-training');
    await press('train.start');
    await phone.sees(/▰.*%/u);
    await look('training');
    await sees('training.ready');
    await sees('training.previewed', { name, pictures: 4, version: 1 });
    await look('ready');
  });

  it('orders two pictures in its own words', async () => {
    await press('avatar.generate');
    await look('ways');
    await press('way.describe');
    await sees('prompt.ask');
    await look('describe');
    await phone.says(words);
    await sees('ratio.ask');
    await look('shapes');
    await phone.press(/3:4/u);
    await phone.press('2');
    await look('confirm-order');
    await phone.getsPicture(() => press('order.go', { price: 4 }));
    await look('pictures');
  });

  it('does with the pictures what the buttons say', async () => {
    await press('picture.facts');
    await look('which');
    await phone.press('1');
    await look('facts');
    await press('button.back');
    await press('picture.like');
    await phone.press('2');
    await look('liked');
    await press('button.back');
    await press('picture.file');
    await phone.press('1');
    await sees('picture.file.sent');
    await look('file');
    await press('button.back');
    await press('picture.vary');
    await phone.press('1');
    await press('vary.anew');
    await look('vary-confirm');
    await phone.getsPicture(() => press('order.go', { price: 2 }));
    await look('varied');
    await press('picture.like');
    await look('varied-liked');
    await press('picture.reseed');
    await look('reseed');
    await phone.says(`${words}, 2`);
    await look('reseed-confirm');
    await phone.getsPicture(() => press('order.go', { price: 2 }));
    await press('generation.again');
    await look('again-confirm');
    await press('menu.home');
  });

  it('looks through the gallery', async () => {
    await press('menu.gallery');
    await sees('gallery.text', { filter: 'none', shown: 8 });
    await look('gallery');
    await press('gallery.filter');
    await look('filters');
    await phone.press(/❤️.*· 2/u);
    await look('favourites');
    await press('gallery.share');
    await phone.page.getByTestId('inline-photo').nth(1).waitFor();
    await look('inline');
    await phone.page.getByTestId('inline-photo').first().click();
    await phone.page.getByText('@aisha_sandbox_bot').last().waitFor();
    await look('sent-inline');
    await press('gallery.filter');
    await press('filter.all');
    await phone.press('1');
    await phone.button(wording('picture.to-gallery')).waitFor();
    await look('single');
    await press('picture.like');
    await press('picture.next');
    await look('single-older');
    await press('picture.remove');
    await sees('picture.remove.confirm');
    await look('remove');
    await press('picture.remove.yes');
    await look('gallery-after-removal');
    await press('gallery.statistics');
    await sees('statistics.text');
    await look('statistics');
    await press('button.back');
    await press('gallery.select');
    await phone.press(/1$/u);
    await phone.press('3');
    await look('selection');
    await press('select.send', { chosen: 2 });
    await sees('zip.ready', { pictures: 2, parts: 1, part: 1 });
    expect((await phone.downloads()).subarray(0, 4)).toEqual(Buffer.from('PK\u0003\u0004'));
    await look('zip');
  });

  it('knows where its credits went', async () => {
    await phone.says('/balance');
    await sees('balance.text');
    await look('balance');
    await press('transfers.button');
    await sees('transfers.text');
    await look('transfers');
    await phone.says('/paysupport');
    await sees('support.alone');
    await look('support');
  });

  it('reads help and privacy, and sets things its way', async () => {
    await phone.says('/help');
    await sees('help.text');
    await look('help');
    await press('help.title.problems');
    await look('help-problems');
    await phone.says('/privacy');
    await sees('privacy.text');
    await look('privacy');
    await press('forget.button');
    await look('forget');
    await phone.says('/settings');
    await sees('settings.text');
    await look('settings');
    await phone.press(language === 'en' ? /Русский/u : /English/u);
    await phone.sees(otherWording('language.changed'));
    await look('other-language');
  });

  it('finds everything still there after the page is loaded again, and nothing cut off', async () => {
    await phone.reload();
    await phone.sees(otherWording('language.changed'));
    expect(await phone.isTooWide()).toBe(false);
    expect(walk.cut()).toEqual([]);
    expect(phone.problems).toEqual([]);
  });
});
