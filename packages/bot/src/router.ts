import type { RateLimiter } from '@aisha/core';
import { parseCallbackData } from './callback-data.ts';
import { avatarRoutes } from './handlers/avatars.ts';
import { galleryRoutes } from './handlers/gallery.ts';
import { generationRoutes } from './handlers/generations.ts';
import { menuRoutes } from './handlers/menu.ts';
import { orderRoutes } from './handlers/orders.ts';
import { photoRoutes } from './handlers/photos.ts';
import { mergeRoutes, type BotDependencies, type SentFile } from './handlers/routes.ts';
import { trainingRoutes } from './handlers/trainings.ts';
import type { Conversation } from './conversation.ts';
import { menuScreen } from './screens/menu.ts';
import type { UserTurn } from './turn.ts';

/** What a person did, once Telegram's ways of saying it are put aside. */
export type Act =
  | { readonly type: 'press'; readonly data: string }
  | { readonly type: 'command'; readonly name: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'file'; readonly file: SentFile }
  | { readonly type: 'other' };

export type Router = (turn: UserTurn, act: Act) => Promise<void>;

type Handlers = ReturnType<typeof mergeRoutes>;

/** Everything the bot answers to. */
export const allRoutes = (dependencies: BotDependencies): Handlers =>
  mergeRoutes([
    menuRoutes(dependencies),
    avatarRoutes(dependencies),
    photoRoutes(dependencies),
    trainingRoutes(dependencies),
    generationRoutes(dependencies),
    orderRoutes(dependencies),
    galleryRoutes(dependencies),
  ]);

/** Finds who answers by looking up a name: a button's prefix, a command, or the step the chat is at. */
export const createRouter = (dependencies: BotDependencies): Router => {
  const handlers = allRoutes(dependencies);
  return async (turn, act) => {
    if (act.type !== 'file' && (await isTooFast(dependencies.limiter, turn))) {
      return turn.note(turn.plain('busy.text'));
    }
    return route(handlers, turn, act);
  };
};

/** Faster than anybody presses. Files are not counted: they are sent by the dozen, and bounded where they are kept. */
const isTooFast = async (limiter: RateLimiter, { user }: UserTurn): Promise<boolean> =>
  (await limiter.take(`acts:${user.id}`, { count: 40, windowMs: 10_000 })) > 0;

const route = async (handlers: Handlers, turn: UserTurn, act: Act): Promise<void> => {
  switch (act.type) {
    case 'press':
      return press(handlers, turn, act.data);
    case 'command': {
      const command = own(handlers.commands, act.name);
      return command ? command(turn) : lost(turn);
    }
    case 'text':
      return atStep(handlers.texts, turn, act.text);
    case 'file':
      return atStep(handlers.files, turn, act.file);
    case 'other':
      return lost(turn);
  }
};

const press = async ({ presses }: Handlers, turn: UserTurn, data: string): Promise<void> => {
  const { route: name, args } = parseCallbackData(data);
  const handler = own(presses, name);
  if (handler) return handler(turn, args);
  await turn.note(turn.plain('button.expired'));
};

type AtStep<Input> = {
  readonly [Name in Conversation['step']]?: (
    turn: UserTurn,
    input: Input,
    at: never,
  ) => Promise<void>;
};

const atStep = async <Input>(
  handlers: AtStep<Input>,
  turn: UserTurn,
  input: Input,
): Promise<void> => {
  const handler = handlers[turn.conversation.step];
  // The handler's own step is the one it is found under.
  return handler ? handler(turn, input, turn.conversation as never) : lost(turn);
};

const lost = async (turn: UserTurn): Promise<void> => {
  await turn.say(menuScreen(turn, turn.t('unknown.text')));
};

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
