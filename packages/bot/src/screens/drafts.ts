import type { AvatarDetails, AvatarKind, AvatarSubject } from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import type { Words } from './menu.ts';

/** The places that people go to when they leave something. */
export type WayOut = 'menu' | 'new' | 'avatars' | 'gallery' | 'pictures' | 'styles';

/** Offered to whoever leaves an avatar that is not finished: nothing is lost whatever they press, or do not. */
export const leaveDraftScreen = (
  words: Words,
  { avatar, intake }: AvatarDetails,
  to: WayOut,
): Message => ({
  html: words.t('draft.leave', {
    name: avatar.name,
    photos: intake.accepted,
    missing: Math.max(0, intake.minCount - intake.accepted),
  }),
  keyboard: choices(words, {
    goOn: callbackData(intake.enough ? 'presets' : 'photos', avatar.id),
    keep: callbackData(to),
    drop: callbackData('delete-avatar', avatar.id),
  }),
});

export type Nameless = {
  readonly avatarId: string;
  readonly kind: AvatarKind;
  readonly subject: AvatarSubject;
};

/** The same before there is a name, and so an avatar. */
export const leaveNamelessScreen = (
  words: Words,
  { avatarId, kind, subject }: Nameless,
  to: WayOut,
): Message => ({
  html: words.t('draft.leave.nameless', { kind: words.plain(`kind.${kind}`) }),
  keyboard: choices(words, {
    goOn: callbackData('subject', kind, subject),
    keep: callbackData('keep-draft', kind, subject, avatarId),
    drop: callbackData(to),
  }),
});

const choices = (
  { plain }: Words,
  { goOn, keep, drop }: Readonly<Record<'goOn' | 'keep' | 'drop', string>>,
) => [
  [{ text: plain('avatar.continue'), data: goOn }],
  [
    { text: plain('draft.keep'), data: keep },
    { text: plain('avatar.delete'), data: drop },
  ],
];
