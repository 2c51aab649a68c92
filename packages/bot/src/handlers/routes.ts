import type { Telegram } from 'telegraf';
import type { Aisha, BlobStore, Ids, LiveMessages, Logger, Policy, RateLimiter } from '@aisha/core';
import type { About } from '@aisha/adapters/composition';
import type { Messenger } from '@aisha/adapters/telegraf';
import type { Conversation, Step } from '../conversation.ts';
import type { UserTurn } from '../turn.ts';

/** What the handlers work with. Plain objects: nothing here knows how they were put together. */
export type BotDependencies = {
  readonly aisha: Aisha;
  readonly telegram: Telegram;
  readonly messenger: Messenger;
  readonly liveMessages: LiveMessages;
  readonly blobs: BlobStore;
  readonly ids: Ids;
  readonly policy: Policy;
  readonly limiter: RateLimiter;
  /** In milliseconds since 1970; this machine's clock where it is left out. */
  readonly now?: (() => number) | undefined;
  readonly logger: Logger;
  /** Where people read on, and whom they write to. */
  readonly about?: Partial<About> | undefined;
};

export type Press = (turn: UserTurn, args: readonly string[]) => Promise<void>;
type Command = (turn: UserTurn) => Promise<void>;

/** A file that a person sent, by whatever kind of message. */
export type SentFile = {
  readonly fileId: string;
  readonly uniqueId: string;
  /** Of the album that it is one of. */
  readonly albumId?: string;
};

/** A voice message. */
export type SentVoice = SentFile & { readonly seconds: number };

type StepName = Conversation['step'];

/** One feature's share of the bot: found by looking up a name, never by trying one after the other. */
export type Routes = {
  readonly presses?: Readonly<Record<string, Press>>;
  readonly commands?: Readonly<Record<string, Command>>;
  readonly texts?: {
    readonly [Name in StepName]?: (turn: UserTurn, text: string, at: Step<Name>) => Promise<void>;
  };
  readonly files?: {
    readonly [Name in StepName]?: (turn: UserTurn, file: SentFile, at: Step<Name>) => Promise<void>;
  };
  readonly voices?: {
    readonly [Name in StepName]?: (
      turn: UserTurn,
      voice: SentVoice,
      at: Step<Name>,
    ) => Promise<void>;
  };
};

/** Every name has one home: two features that claim one are a mistake found at the start. */
export const mergeRoutes = (all: readonly Routes[]): Required<Routes> => ({
  presses: merged(all.map((routes) => routes.presses)),
  commands: merged(all.map((routes) => routes.commands)),
  texts: merged(all.map((routes) => routes.texts)),
  files: merged(all.map((routes) => routes.files)),
  voices: merged(all.map((routes) => routes.voices)),
});

const merged = <T extends object>(parts: readonly (T | undefined)[]): T => {
  const whole: Record<string, unknown> = {};
  for (const [name, handler] of parts.flatMap((part) => Object.entries(part ?? {}))) {
    if (Object.hasOwn(whole, name)) throw new Error(`two handlers for ${name}`);
    whole[name] = handler;
  }
  return whole as T;
};
