import type { RateLimiter } from '@aisha/core';
import { isTurnedAway } from './blocked.ts';
import { parseCallbackData } from './callback-data.ts';
import { accountRoutes, creditRoutes } from './handlers/account.ts';
import { avatarCardRoutes } from './handlers/avatar-cards.ts';
import { avatarRoutes } from './handlers/avatars.ts';
import { askAboutDraft, wayOut } from './handlers/drafts.ts';
import { clearPhotoRoutes } from './handlers/clear-photos.ts';
import { galleryRoutes } from './handlers/gallery.ts';
import { generationRoutes } from './handlers/generations.ts';
import { helpRoutes } from './handlers/help.ts';
import { menuRoutes } from './handlers/menu.ts';
import { orderRoutes } from './handlers/orders.ts';
import { promptHelpRoutes } from './handlers/prompt-help.ts';
import { pictureRoutes } from './handlers/pictures.ts';
import { selectionRoutes } from './handlers/selection.ts';
import { photoRoutes } from './handlers/photos.ts';
import type { Act } from './act.ts';
import { mergeRoutes, type BotDependencies, type SentFile } from './handlers/routes.ts';
import { sentPhotoRoutes } from './handlers/sent-photos.ts';
import { settingsRoutes } from './handlers/settings.ts';
import { styleRoutes } from './handlers/styles.ts';
import { trainingRoutes } from './handlers/trainings.ts';
import { versionRoutes } from './handlers/versions.ts';
import { idle, type Conversation } from './conversation.ts';
import { deliveryKeyOf } from './delivery-key.ts';
import { menuScreen } from './screens/menu.ts';
import { renewConsentScreen } from './screens/welcome.ts';
import type { UserTurn } from './turn.ts';
import { alsoWaiting } from './waiting-files.ts';

export type Router = (turn: UserTurn, act: Act) => Promise<void>;

type Handlers = ReturnType<typeof mergeRoutes>;

/** Everything the bot answers to. */
export const allRoutes = (dependencies: BotDependencies): Handlers =>
  mergeRoutes([
    menuRoutes(dependencies),
    accountRoutes(dependencies),
    creditRoutes(dependencies),
    settingsRoutes(dependencies),
    helpRoutes(dependencies),
    avatarRoutes(dependencies),
    avatarCardRoutes(dependencies),
    versionRoutes(dependencies),
    photoRoutes(dependencies),
    sentPhotoRoutes(dependencies),
    clearPhotoRoutes(dependencies),
    trainingRoutes(dependencies),
    generationRoutes(dependencies),
    styleRoutes(dependencies),
    orderRoutes(dependencies),
    promptHelpRoutes(dependencies),
    galleryRoutes(dependencies),
    pictureRoutes(dependencies),
    selectionRoutes(dependencies),
  ]);

/** Finds who answers by looking up a name: a button's prefix, a command, or the step the chat is at. */
export const createRouter = (dependencies: BotDependencies): Router => {
  const handlers = allRoutes(dependencies);
  return async (turn, act) => {
    if (act.type !== 'file' && (await isTooFast(dependencies.limiter, turn))) {
      return turn.note(turn.plain('busy.text'));
    }
    if (await isTurnedAway(dependencies.limiter, turn, act)) return;
    if (isPaidFor(turn, act) && turn.user.consent.version !== dependencies.policy.consentVersion) {
      await turn.say(renewConsentScreen(turn, turn.locale, dependencies.about));
      return;
    }
    const to = wayOut(act);
    if (to && (await askAboutDraft(dependencies, turn, to))) return;
    if (act.type === 'other' && (await isSaidAgain(dependencies.limiter, turn))) return;
    return route(handlers, turn, act);
  };
};

/** Faster than anybody presses. Files are not counted: they are sent by the dozen, and bounded where they are kept. */
const isTooFast = async (limiter: RateLimiter, { user }: UserTurn): Promise<boolean> =>
  (await limiter.take(`acts:${user.id}`, { count: 40, windowMs: 10_000 })) > 0;

/** Buttons that spend credits; with quick mode a description does, too. */
const paying: ReadonlySet<string> = new Set(['train', 'go']);
const payingQuickly: ReadonlySet<string> = new Set([
  'style',
  'ratio',
  'vary',
  'reseed',
  'again',
  'use',
  'keep',
]);

const describing: ReadonlySet<Conversation['step']> = new Set(['prompting', 'ordering', 'copying']);

const isPaidFor = ({ user, conversation }: UserTurn, act: Act): boolean => {
  const isQuick = user.settings.quickMode;
  if (act.type === 'press') {
    const { route: name } = parseCallbackData(act.data);
    return paying.has(name) || (isQuick && payingQuickly.has(name));
  }
  const isDescribing = describing.has(conversation.step);
  return act.type === 'text' && isDescribing && isQuick;
};

/** An album of videos comes as one message each; it is answered once. */
const isSaidAgain = async (limiter: RateLimiter, { user }: UserTurn): Promise<boolean> =>
  (await limiter.take(`others:${user.id}`, { count: 1, windowMs: 3000 })) > 0;

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
      return receive(handlers, turn, act.file);
    case 'voice':
      return Object.hasOwn(handlers.voices, turn.conversation.step)
        ? atStep(handlers.voices, turn, act.voice)
        : lost(turn, turn.t('voice.what-for'));
    case 'other':
      return lost(turn, turn.t('unknown.kind'));
  }
};

/** At a step that is not about files they wait until the person says what they are for. */
const receive = async (handlers: Handlers, turn: UserTurn, file: SentFile): Promise<void> => {
  const { step } = turn.conversation;
  if (step !== 'photos' && step !== 'copying') {
    const key = deliveryKeyOf(turn.chatId, turn.messageId);
    turn.wait(alsoWaiting(turn.waiting, { fileId: file.fileId, key, at: turn.at }));
  }
  const known = Object.hasOwn(handlers.files, step);
  return atStep(handlers.files, known ? turn : { ...turn, conversation: idle }, file);
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

const lost = async (turn: UserTurn, html = turn.t('unknown.text')): Promise<void> => {
  await turn.say(menuScreen(turn, html));
};

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
