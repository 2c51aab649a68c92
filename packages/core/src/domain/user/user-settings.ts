import type { Enhancement } from '../prompt-draft/enhancement.ts';
import type { AspectRatio } from '../generation/aspect-ratio.ts';

/** `all`: how it goes, too; `results`: only that something is ready or failed. */
export const notificationChoices = ['all', 'results'] as const;
export type NotificationChoice = (typeof notificationChoices)[number];

export const defaultCounts = [1, 2, 3, 4] as const;
export type DefaultCount = (typeof defaultCounts)[number];

/** What a person chose once, so as not to be asked each time. */
export type UserSettings = {
  /** Undefined: asked for each order. */
  readonly aspectRatio?: AspectRatio | undefined;
  /** How many pictures an order begins with. */
  readonly count: DefaultCount;
  /** Orders are made without a question where nothing is left to ask. */
  readonly quickMode: boolean;
  readonly notifications: NotificationChoice;
  /** What is offered for a description before it is ordered. */
  readonly enhancement: Enhancement;
};

export const defaultSettings: UserSettings = {
  count: 1,
  quickMode: false,
  notifications: 'all',
  enhancement: 'off',
};
