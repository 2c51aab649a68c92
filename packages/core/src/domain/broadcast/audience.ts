import type { UserId } from '../../shared/ids.ts';
import type { Locale } from '../user/user.ts';

/** Who is meant: everybody whom all of it fits. Whoever is blocked, wants no messages or came over the API, where there is no chat, never is. */
export type Audience = {
  /** One of these languages. */
  readonly locales?: readonly Locale[] | undefined;
  /** Whether they have an avatar to draw with. */
  readonly hasReadyAvatar?: boolean | undefined;
  readonly joinedSince?: Date | undefined;
  readonly joinedBefore?: Date | undefined;
  /** Nobody else: for a trial. */
  readonly userIds?: readonly UserId[] | undefined;
};
