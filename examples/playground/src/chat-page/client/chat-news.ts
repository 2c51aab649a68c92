import { patientState } from './patient-state.ts';
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

/**
 * Holds news back while a state is on its way: it may be older than they are, and would take them away
 * again.
 */
const readingTurns = () => {
  let reading = 0;
  let held: (() => void)[] = [];
  return {
    apply: (news: () => void): void => {
      if (reading > 0) held.push(news);
      else news();
    },
    read: async (work: () => Promise<void>): Promise<void> => {
      reading += 1;
      await work();
      reading -= 1;
      if (reading > 0) return;
      const all = held;
      held = [];
      for (const news of all) news();
    },
  };
};

/** Brings what the sandbox tells to the parts of the page. */
export const chatNews = (first: ChatState, parts: NewsParts): ChatNews => {
  const { list, sending, write, panel, top, banner, buttons, toast, forget, texts } = parts;
  const { showBot, showStarted, botName } = chatFace(parts, first.bot);
  let lastEventId = 0;

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
    inline: panel.arrived,
    payment: buttons.paid,
    bot: showBot,
  };
  const turns = readingTurns();
  return {
    showState,
    catchUp: () =>
      turns.read(async () => {
        const state = await patientState(first.user.id);
        if (!state) return forget();
        showState(state);
        banner.hidden = true;
      }),
    onEvent: (name, data, eventId) =>
      turns.apply(() => {
        if (!told.has(name) || Number(eventId) > lastEventId) handlers[name](data);
      }),
  };
};
