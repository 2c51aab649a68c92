import type { BroadcastId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { BroadcastRefusal } from '../operator/support-refusals.ts';
import type { Locale, User } from '../user/user.ts';
import type { Audience } from './audience.ts';

export const broadcastStatuses = ['sending', 'done', 'stopped'] as const;
export type BroadcastStatus = (typeof broadcastStatuses)[number];

/** Words by language; `{firstName}` stands for whom they are said to. */
export type BroadcastTexts = Readonly<Record<Locale, string>>;

/** Something that operators say to many people, one after the other, in the order of their ids. */
export type Broadcast = {
  readonly id: BroadcastId;
  readonly status: BroadcastStatus;
  readonly texts: BroadcastTexts;
  /** The language for whoever speaks none of these. */
  readonly fallback: Locale;
  readonly audience: Audience;
  /** How many they were when it began. */
  readonly people: number;
  readonly told: number;
  /** Who did not want messages when their turn came, or was not there any more. */
  readonly skipped: number;
  /** Whom it was tried to tell in vain. */
  readonly failed: number;
  /** Grows with every change, and each is made only from the one before: two never tell side by side. */
  readonly step: number;
  /** Whose turn it is, or was last. */
  readonly at?: UserId | undefined;
  /** How often it was begun to tell them; 0 once it is known what came of it. */
  readonly attempts: number;
  readonly createdAt: Date;
  readonly finishedAt?: Date | undefined;
};

export type BroadcastOutcome = 'told' | 'skipped' | 'failed';

/** A message of a channel has room for 4096 characters; a name may stand in it more than once. */
const longestText = 3_500;
/** Telling somebody is begun this often at most: after a crash it is not known whether they heard. */
export const mostAttempts = 2;

const placeholders = /\{(?<name>[^{}]*)\}/gu;

/** The words as they may be said, where there are some for the fallback and none is too long. */
export const checkTexts = (
  texts: BroadcastTexts,
  fallback: Locale,
): Result<BroadcastTexts, BroadcastRefusal> => {
  const trimmed = Object.fromEntries(
    Object.entries(texts).map(([locale, text]) => [locale, text.trim()]),
  );
  if (!trimmed[fallback]) return refuse({ code: 'broadcast.without-words' });
  for (const [locale, text] of Object.entries(trimmed)) {
    if (text === '') return refuse({ code: 'broadcast.without-words' });
    if (text.length > longestText) {
      return refuse({ code: 'broadcast.words-too-long', locale, max: longestText });
    }
    for (const { groups } of text.matchAll(placeholders)) {
      const placeholder = groups?.['name'] ?? '';
      if (placeholder !== 'firstName') {
        return refuse({ code: 'broadcast.placeholder-unknown', placeholder });
      }
    }
  }
  return ok(trimmed);
};

/** What somebody is told, in their language where there is one for it. */
export const wordsFor = (
  { texts, fallback }: Pick<Broadcast, 'texts' | 'fallback'>,
  { locale, firstName }: Pick<User, 'locale' | 'firstName'>,
): string => (texts[locale] ?? texts[fallback] ?? '').replaceAll('{firstName}', () => firstName);

/** Begins to tell somebody, a second time where it is not known what came of the first. */
export const broadcastTo = (broadcast: Broadcast, userId: UserId): Broadcast => ({
  ...broadcast,
  at: userId,
  attempts: broadcast.at === userId ? broadcast.attempts + 1 : 1,
  step: broadcast.step + 1,
});

/** Certainly nothing was said: all is as it was before. */
export const broadcastUnsaid = (begun: Broadcast, before: Broadcast): Broadcast => ({
  ...before,
  step: begun.step + 1,
});

/** What came of telling somebody. */
export const broadcastAfter = (broadcast: Broadcast, outcome: BroadcastOutcome): Broadcast => ({
  ...broadcast,
  [outcome]: broadcast[outcome] + 1,
  attempts: 0,
  step: broadcast.step + 1,
});

export const broadcastEnded = (
  broadcast: Broadcast,
  status: 'done' | 'stopped',
  now: Date,
): Broadcast => ({ ...broadcast, status, attempts: 0, finishedAt: now, step: broadcast.step + 1 });
