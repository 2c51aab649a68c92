import { answers } from './answers.ts';
import * as api from './api.ts';
import type { ChatContext } from './chat-context.ts';
import { inlineView } from './inline-view.ts';
import type { InlineAnswer } from './protocol.ts';

/** Telegram's apps ask when the person has stopped typing for about so long. */
const restMs = 300;
/** So close to the end, in CSS pixels, that more is asked for. */
const nearEnd = 120;

export type InlinePanel = {
  element: HTMLElement;
  /** What stands where messages are written; anything but `@bot …` hides the panel. */
  typed: (text: string) => void;
  arrived: (answer: InlineAnswer) => void;
};

type Asking = { query: string; nextOffset?: string | undefined };

/** The words after `@bot `, where a text is a question to that bot. */
export const inlineQuery = (text: string, username: string): string | undefined => {
  const start = `@${username} `.toLowerCase();
  return text.toLowerCase().startsWith(start) ? text.slice(start.length).trim() : undefined;
};

/** What a bot offers while `@bot …` is being typed: a tap sends it into this chat. */
export const inlinePanel = (context: ChatContext, done: () => void): InlinePanel => {
  const { userId, botUsername, texts } = context;
  const expected = answers<InlineAnswer>();
  let now: Asking | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const view = inlineView(context, {
    choose: (queryId, { id }) => {
      done();
      api.sendInlineResult(userId, queryId, id).catch(() => context.toast(texts.notSent));
    },
    start: (parameter) => {
      done();
      context.sendText(`/start ${parameter}`.trim());
    },
  });
  const { element } = view;
  const ask = async (asking: Asking, offset = ''): Promise<void> => {
    const { queryId } = await api.askInline(userId, asking.query, offset);
    const answer = await expected.wait(queryId);
    if (asking !== now || !answer) return;
    asking.nextOffset = answer.nextOffset;
    if (offset === '') view.clear();
    view.add(answer);
  };
  const askSafely = (asking: Asking, offset?: string): void =>
    void ask(asking, offset).catch(() => context.toast(texts.notSent));
  element.addEventListener('scroll', () => {
    const offset = now?.nextOffset;
    const left = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (!now || offset === undefined || left > nearEnd) return;
    now.nextOffset = undefined;
    askSafely(now, offset);
  });

  return {
    element,
    arrived: (answer) => expected.arrived(answer.queryId, answer),
    typed: (text) => {
      const query = inlineQuery(text, botUsername);
      if (query !== undefined && query === now?.query) return;
      clearTimeout(timer);
      now = query === undefined ? undefined : { query };
      if (now) timer = setTimeout(askSafely, restMs, now);
      else element.hidden = true;
    },
  };
};
