import { z } from 'zod';
import type { Conversation } from './conversation.ts';

const file = z.object({
  fileId: z.string().max(500),
  /** The key of its delivery. */
  key: z.string().max(200),
  /** When it came, in milliseconds since 1970. */
  at: z.number(),
});

export type WaitingFile = z.infer<typeof file>;

/** What is stored beside a conversation, whatever step it is at. */
export type Waiting = { readonly waiting?: readonly WaitingFile[] };

const keptMs = 60 * 60_000;
const most = 30;

const stored = z.object({ waiting: z.array(file).max(most) });

/** The files of the last hour that nobody has said yet what they are for. */
export const readWaiting = (conversation: unknown, now: number): readonly WaitingFile[] =>
  (stored.safeParse(conversation).data?.waiting ?? []).filter(({ at }) => at > now - keptMs);

export const withWaiting = (
  conversation: Conversation,
  files: readonly WaitingFile[],
): Conversation & Waiting =>
  files.length === 0 ? conversation : { ...conversation, waiting: files.slice(-most) };

/** Files of an album come one by one, slowly where they are large. */
const sameAlbumMs = 8000;

/** Whether something sent now is one of several that are sent together, the first of which was answered. */
export const isOneOfSeveral = (files: readonly WaitingFile[], now: number): boolean => {
  const last = files.at(-1);
  return last !== undefined && now - last.at < sameAlbumMs;
};

/** One more; the same delivery is the same file. */
export const alsoWaiting = (
  files: readonly WaitingFile[],
  next: WaitingFile,
): readonly WaitingFile[] => [...files.filter(({ key }) => key !== next.key), next].slice(-most);
