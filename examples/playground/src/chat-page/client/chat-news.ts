import { ApiError, readState } from './api.ts';
import type { Presses } from './press.ts';
import { alertBox, type Toasts } from './overlays.ts';
import type { Bot, ChatEvents, ChatState, Message } from './protocol.ts';
import type { ChatParts } from './chat-parts.ts';

type NewsParts = ChatParts & { buttons: Presses; toast: Toasts; forget: () => void };

export type ChatNews = {
  showState: (state: ChatState) => void;
  /** Reads the state again, after a break. */
  catchUp: () => Promise<void>;
  onEvent: <K extends keyof ChatEvents>(name: K, data: ChatEvents[K], eventId: string) => void;
};

/** What the state tells too: from before it, these are older news. */
const told: ReadonlySet<keyof ChatEvents> = new Set(['message', 'deleted', 'bot'] as const);

const keyboardOf = (messages: Message[]): Message['replyKeyboard'] =>
  messages.findLast(({ replyKeyboard }) => replyKeyboard !== undefined)?.replyKeyboard;

/** What changes on the page when the bot, or the chat's beginning, does. */
const chatFace = ({ top, intro, write }: ChatParts, first: Bot) => {
  let bot = first;
  const showBot = (change: Partial<Bot>): void => {
    bot = { ...bot, ...change };
    document.title = bot.name;
    top.setName(bot.name);
    intro.setBot(bot);
    write.setCommands(bot.commands);
  };
  const showStarted = (started: boolean): void => {
    intro.element.hidden = started;
    intro.start.hidden = started;
    write.element.hidden = !started;
  };
  return { showBot, showStarted, botName: () => bot.name };
};

const messageReceiver =
  ({ list, sending, top, scroll, write }: ChatParts, showStarted: (started: boolean) => void) =>
  (message: Message): void => {
    const isNew = list.put(message);
    sending.settle(message.id);
    showStarted(true);
    if (!isNew || message.from === 'user') return;
    top.clearAction();
    scroll.arrived();
    if (message.replyKeyboard) write.setKeyboard(message.replyKeyboard);
  };

/** Brings what the sandbox tells to the parts of the page. */
export const chatNews = (first: ChatState, parts: NewsParts): ChatNews => {
  const { list, sending, write, top, banner, buttons, toast, forget, texts } = parts;
  const { showBot, showStarted, botName } = chatFace(parts, first.bot);
  let lastEventId = 0;
  let reading = 0;
  let held: (() => void)[] = [];

  const showState = (state: ChatState): void => {
    const stateId = Number(state.lastEventId) || 0;
    // Of two answers the older one may come last.
    if (stateId < lastEventId) return;
    lastEventId = stateId;
    showBot(state.bot);
    write.setKeyboard(keyboardOf(state.messages));
    list.reset(state.messages);
    for (const { id } of state.messages) sending.settle(id);
    showStarted(state.started || state.messages.length > 0);
  };
  const handlers: { [K in keyof ChatEvents]: (data: ChatEvents[K]) => void } = {
    message: messageReceiver(parts, showStarted),
    deleted: ({ ids }) => list.remove(ids),
    action: top.showAction,
    answer: (answer) => {
      buttons.answered(answer);
      if (answer.text && answer.alert) void alertBox(botName(), answer.text, texts);
      else if (answer.text) toast.show(answer.text);
    },
    payment: buttons.paid,
    bot: showBot,
  };
  const release = (): void => {
    const news = held;
    held = [];
    for (const apply of news) apply();
  };
  const onEvent: ChatNews['onEvent'] = (name, data, eventId) => {
    // A state that is on its way may be older than this, and would take it away again.
    if (reading > 0) held.push(() => onEvent(name, data, eventId));
    else if (!told.has(name) || Number(eventId) > lastEventId) handlers[name](data);
  };
  return {
    showState,
    catchUp: async () => {
      reading += 1;
      try {
        showState(await readState(first.user.id));
        banner.hidden = true;
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) forget();
      } finally {
        reading -= 1;
        if (reading === 0) release();
      }
    },
    onEvent,
  };
};
