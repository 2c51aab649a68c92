import type { PhoneWalk } from './phone-walk.ts';
import { portraits } from './portraits.ts';

/** From the first visit to an avatar that is ready, as fast as a person can. */
export const trainsAvatar = async (walk: PhoneWalk, name: string): Promise<void> => {
  const { phone } = walk;
  await phone.page.getByTestId('first-name').fill(name);
  await phone.page.getByTestId('start').click();
  await walk.press('welcome.agree');
  await walk.press('menu.create');
  await walk.press('kind.portrait');
  await walk.press('subject.woman');
  await walk.sees('name.ask');
  await phone.says(name);
  await walk.sees('photos.ask');
  const photos = await portraits(10);
  await phone.sends(
    photos.map((buffer, at) => ({ name: `${at}.jpg`, mimeType: 'image/jpeg', buffer })),
  );
  await phone.button(walk.wording('photos.continue')).waitFor();
  await walk.press('photos.continue');
  await walk.press('preset.fast');
  await walk.press('train.start');
  await walk.sees('training.ready');
};
