import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startOpenaiSandbox,
  type OpenaiSandbox,
} from '../../examples/playground/src/openai-sandbox/index.ts';
import { trainsAvatar } from '../support/phone-training.ts';
import type { PhoneWalk } from '../support/phone-walk.ts';
import type { Phone } from '../support/phone.ts';
import { portrait } from '../support/portraits.ts';
import { usePhoneWalks } from '../support/use-phone-walks.ts';

const apiKey = 'sandbox-key-of-the-ideas';

let openai: OpenaiSandbox;

const { startWalk } = usePhoneWalks(async () => {
  openai = await startOpenaiSandbox({ apiKey });
  return { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: openai.baseUrl };
});

afterAll(() => openai.stop());

const jpeg = (buffer: Buffer, name = 'photo.jpg') => [{ name, mimeType: 'image/jpeg', buffer }];

const plainPhoto = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 1200, channels: 3, background } })
    .jpeg()
    .toBuffer();

/** The same words further down in a message. */
const within = ({ source }: RegExp): RegExp => new RegExp(source.replace(/^\^/u, ''), 'u');

/** The account is empty, which no waiting puts right. */
const outOfMoney = { kind: 'insufficient-quota', times: 1_000 } as const;

describe.each([
  {
    language: 'en',
    colours: 'light',
    name: 'Anna',
    film: /Film · \d/u,
    style: /Film noir/u,
    edited: 'the same light, in a green coat at a lake',
    foreign: 'Porträt im Herbstwald, weiches Licht',
    improper: 'a nude woman on a beach',
    insulting: 'an idiot in a garden',
  },
  {
    language: 'ru',
    colours: 'dark',
    name: 'Аня',
    film: /Кино · \d/u,
    style: /Чёрно-белое кино/u,
    edited: 'тот же свет, в зелёном пальто у озера',
    foreign: 'портрет в осеннем лесу, мягкий свет',
    improper: 'обнажённая женщина на пляже',
    insulting: 'идиот в саду',
  },
] as const)('ideas for pictures in $language', ({ language, colours, name, ...said }) => {
  let walk: PhoneWalk;
  let phone: Phone;
  const press: PhoneWalk['press'] = (...words) => walk.press(...words);
  const sees: PhoneWalk['sees'] = (...words) => walk.sees(...words);
  const look: PhoneWalk['look'] = (title) => walk.look(title);

  beforeAll(async () => {
    walk = await startWalk({ language, colours, motion: 'reduce' });
    ({ phone } = walk);
    await trainsAvatar(walk, name);
  });

  afterAll(() => phone.close());

  const begins = async (way: 'describe' | 'styles' | 'from-photo'): Promise<void> => {
    await phone.says('/start');
    await press('avatar.generate');
    await sees('way.text');
    await press(`way.${way}`);
  };
  const choosesShape = async (): Promise<void> => {
    await sees('ratio.ask');
    await phone.press(/3:4/u);
    await sees('order.confirm');
    await phone.press(/^(?:• )?1/u);
  };
  const orders = (): Promise<void> => phone.getsPicture(() => press('order.go', { price: 2 }));
  /** As many as there are to spend. */
  const credits = async (): Promise<string | undefined> => {
    const told = phone.page
      .locator('.row.is-bot')
      .filter({ hasText: within(walk.wording('balance.text')) });
    const before = await told.count();
    await phone.says('/balance');
    await told.nth(before).waitFor();
    return /\d+/u.exec(await told.nth(before).innerText())?.[0];
  };

  it('takes a ready style, from its shelf to a picture', async () => {
    await phone.says('/start');
    await look('menu');
    await press('menu.styles');
    await sees('style.ask-any');
    await look('styles');
    await phone.press(said.film);
    await sees('style.shelf');
    await look('shelf');
    await phone.press(said.style);
    await phone.sees(said.style);
    await look('style');
    await press('style.mark');
    await press('style.go');
    await sees('order.style');
    await look('style-order');
    await phone.getsPicture(() => press('order.go'));
    await look('style-pictures');
    await phone.says('/styles');
    await press('style.favourites', { count: 1 });
    await look('favourite-styles');
  });

  it('takes the words from a photo, changes them and has them drawn', async () => {
    await begins('from-photo');
    await sees('from-photo.ask');
    await look('from-photo');
    openai.faults.add({ kind: 'slow', delayMs: 1_500, path: '/responses' });
    await phone.sends(jpeg(await portrait(4)));
    await phone.sees(/✅.*\n?.*✅.*\n?.*⏳/u);
    await look('photo-stages');
    await sees('draft.photo.written');
    await look('photo-described');
    await press('draft.rewrite');
    await sees('draft.rewrite.ask');
    await look('photo-words');
    await phone.says(said.edited);
    await choosesShape();
    await look('photo-order');
    await orders();
    await look('photo-picture');
  });

  it('is told where there is nothing on a photo, and what must not be shown', async () => {
    await begins('from-photo');
    await phone.sends(jpeg(await plainPhoto('#808080')));
    await sees('draft.failed.unreadable', { kind: 'photo' });
    await look('photo-of-nothing');
    await press('draft.another', { kind: 'photo' });
    await phone.sends(jpeg(await plainPhoto('#ff00ff')));
    await sees('draft.failed.refused');
    await look('photo-improper');
  });

  it('says it in a voice message, and has the words made better', async () => {
    await begins('describe');
    await phone.speaks();
    await sees('draft.voice.written');
    await look('heard');
    await press('draft.use', { kind: 'voice' });
    await choosesShape();
    await look('voice-order');
    await press('order.improve.cinematic');
    await sees('draft.words.written');
    await look('before-and-after');
    await press('draft.use', { kind: 'words' });
    await sees('order.confirm');
    await look('improved-order');
    await orders();
    await look('improved-picture');
  });

  it('writes in another language, and sees what was made of it', async () => {
    await begins('describe');
    await phone.says(said.foreign);
    await choosesShape();
    await orders();
    await phone.sees(said.foreign);
    await press('picture.facts');
    await phone.sees(within(walk.wording('picture.facts.words')));
    await look('translated-facts');
  });

  it('is refused what nobody gets, and pays nothing for it', async () => {
    const before = await credits();
    await begins('describe');
    await phone.says(said.improper);
    await sees('refused.prompt.sexual');
    await look('refused');
    await phone.says(said.insulting);
    await choosesShape();
    await press('order.go', { price: 2 });
    await sees('generation.failed');
    await look('blocked');
    expect(await credits()).toBe(before);
  });

  it('does without an assistant that is away, and pays nothing for what nobody judged', async () => {
    await begins('describe');
    await phone.says(said.foreign);
    await choosesShape();
    openai.faults.add({ ...outOfMoney, path: '/responses' });
    await press('order.improve.light');
    await sees('draft.failed.down', { kind: 'words' });
    await look('assistant-away');
    await press('draft.own');
    await orders();
    await phone.sees(within(walk.wording('generation.untranslated')));
    await look('untranslated-picture');
    const before = await credits();
    await begins('describe');
    await phone.says(said.foreign);
    await choosesShape();
    openai.faults.add({ ...outOfMoney, path: '/moderations' });
    await press('order.go', { price: 2 });
    await phone.sees(within(walk.wording('failure.unjudged')));
    await look('unjudged');
    openai.faults.clear();
    expect(await credits()).toBe(before);
  });

  it('finds nothing cut off or gone wrong', async () => {
    expect(await phone.isTooWide()).toBe(false);
    expect(walk.cut()).toEqual([]);
    expect(phone.problems).toEqual([]);
  });
});
