/** In the order in which they go first: answers to what somebody does, news, the progress of what goes on. */
const priorities = ['interactive', 'news', 'progress'] as const;

export type Priority = (typeof priorities)[number];

export const rankOf = ({ priority }: { readonly priority: Priority }): number =>
  priorities.indexOf(priority);

export type PacedCall = {
  /** Empty where it belongs to none. */
  readonly chat: string;
  /** As how many messages Telegram counts it. What counts as none waits only where Telegram asked for silence. */
  readonly weight: number;
  readonly priority: Priority;
  /** What would have to wait longer is refused: whoever asked has it in a durable place. */
  readonly patienceMs: number;
  /** Whether it can be made a second time as it was. */
  readonly isRepeatable: () => boolean;
};
