import { eventsUrl } from './api.ts';
import type { ChatEvents } from './protocol.ts';

type StreamHandlers = {
  /** After every (re)connection, so that the page can catch up. */
  onOpen: () => void;
  onDrop: () => void;
  onEvent: <K extends keyof ChatEvents>(name: K, data: ChatEvents[K], eventId: string) => void;
};

const eventNames: (keyof ChatEvents)[] = [
  'message',
  'deleted',
  'action',
  'answer',
  'inline',
  'payment',
  'bot',
];
const retryDelayMs = 1500;

/** Server-sent events that come back by themselves, even after answers EventSource gives up on. */
export const openEventStream = (user: number, handlers: StreamHandlers): (() => void) => {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const connect = (): void => {
    source = new EventSource(eventsUrl(user));
    source.onopen = () => handlers.onOpen();
    source.onerror = () => {
      handlers.onDrop();
      if (source.readyState !== EventSource.CLOSED) return;
      clearTimeout(retry);
      retry = setTimeout(connect, retryDelayMs);
    };
    for (const name of eventNames) {
      source.addEventListener(name, (event: MessageEvent<string>) =>
        handlers.onEvent(
          name,
          JSON.parse(event.data) as ChatEvents[typeof name],
          event.lastEventId,
        ),
      );
    }
  };
  connect();
  return () => {
    clearTimeout(retry);
    source.close();
  };
};
