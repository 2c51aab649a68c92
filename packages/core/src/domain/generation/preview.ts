import type { AvatarId } from '../../shared/ids.ts';
import type { AvatarSubject } from '../avatar/avatar.ts';
import type { AspectRatio } from './aspect-ratio.ts';

const portrait =
  'portrait in soft daylight by a window, looking at the camera, natural colours, 85mm lens, shallow depth of field';

/** What the first pictures of a version show: the same of every version of an avatar, so that two can be compared. */
export const previewPrompts: Readonly<Record<AvatarSubject, string>> = {
  man: portrait,
  woman: portrait,
  person: portrait,
  style: 'a quiet street with trees, a small café and people passing by in the morning',
  object: 'on a wooden table in soft daylight, clean background, sharp product photography',
};

export const previewRatio: AspectRatio = '1:1';

/** The same for every version of an avatar: what differs between their pictures is what was learnt. */
export const previewSeed = (avatarId: AvatarId): number =>
  Number.parseInt(avatarId.replaceAll('-', '').slice(-8), 16) % 2 ** 31;
