import { z } from 'zod';
import type { PageEvent } from './events.ts';
import { PageError } from './page-error.ts';
import { personOf, readQuery, type PageExchange } from './page-http.ts';

const heartbeatMs = 15_000;
const maxStreams = 200;
/** A page that does not read is let go; it comes back and reads the state. */
const maxUnreadBytes = 4_000_000;

const query = z.object({
  user: z.coerce.number().int(),
  lastEventId: z.coerce.number().int().optional(),
});

const format = ({ id, type, data }: PageEvent): string =>
  `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;

/** Server-Sent Events for open pages, ended together by `close`. */
export const createPageStreams = () => {
  const open = new Set<PageExchange['response']>();
  return {
    close: (): void => {
      for (const response of open) response.end();
    },
    serve: (exchange: PageExchange): void => {
      const { user, lastEventId } = readQuery(exchange, query);
      const person = personOf(exchange, user);
      if (open.size >= maxStreams) throw new PageError(503, 'Too many pages are open.');
      const { request, response, sandbox } = exchange;
      const header = Number(request.headers['last-event-id']);
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      response.write('retry: 1000\n\n');
      open.add(response);
      const write = (text: string): void => {
        if (response.writableLength > maxUnreadBytes) response.destroy();
        else response.write(text);
      };
      const since = Number.isSafeInteger(header) && header > 0 ? header : lastEventId;
      const leave = sandbox.hub.subscribe(person.id, since, (event) => write(format(event)));
      const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs);
      response.on('close', () => {
        clearInterval(heartbeat);
        leave();
        open.delete(response);
      });
    },
  };
};
