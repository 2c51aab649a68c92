import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { botFor } from './bot-profile.ts';
import { PageError } from './page-error.ts';
import { servePageFile } from './page-files.ts';
import { requestUrl } from './request-url.ts';
import {
  checkSameOrigin,
  personOf,
  readJson,
  readQuery,
  sendJson,
  type PageExchange,
} from './page-http.ts';
import { pageMessage } from './page-message.ts';
import { createPageStreams } from './page-stream.ts';
import { createUploadRoutes } from './page-uploads.ts';
import { askToPay } from './payments.ts';
import {
  askInline,
  createPerson,
  postText,
  pressButton,
  sendInlineResult,
  setBlocked,
} from './person-actions.ts';
import type { Sandbox } from './sandbox.ts';

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => void;
type Route = (exchange: PageExchange) => Promise<void> | void;

const id = z.number().int();
const newPerson = z.strictObject({
  firstName: z.string().trim().min(1).max(64),
  username: z
    .string()
    .regex(/^[A-Za-z]\w{3,31}$/)
    .exactOptional(),
  languageCode: z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/),
});
const maxShown = 500;

const createUser: Route = async (exchange) => {
  const person = createPerson(exchange.sandbox, await readJson(exchange, newPerson));
  const { started: _started, blocked: _blocked, ...shown } = person;
  sendJson(exchange.response, 200, shown);
};

const readState: Route = (exchange) => {
  const { user } = readQuery(exchange, z.object({ user: z.coerce.number().int() }));
  const { started, blocked: _blocked, ...person } = personOf(exchange, user);
  const { store, hub } = exchange.sandbox;
  sendJson(exchange.response, 200, {
    user: person,
    bot: botFor(exchange.sandbox, user),
    started,
    messages: store.messages.list(user).slice(-maxShown).map(pageMessage),
    lastEventId: hub.lastEventId(),
  });
};

const sendText: Route = async (exchange) => {
  const body = z.strictObject({ user: id, text: z.string().max(20_000) });
  const { user, text } = await readJson(exchange, body);
  sendJson(exchange.response, 200, {
    id: postText(exchange.sandbox, personOf(exchange, user), text),
  });
};

const press: Route = async (exchange) => {
  const body = z.strictObject({ user: id, messageId: id, data: z.string().min(1).max(64) });
  const { user, ...button } = await readJson(exchange, body);
  const callbackId = pressButton(exchange.sandbox, personOf(exchange, user), button);
  sendJson(exchange.response, 200, { callbackId });
};

const pay: Route = async (exchange) => {
  const { user, messageId } = await readJson(exchange, z.strictObject({ user: id, messageId: id }));
  const query = askToPay(exchange.sandbox, personOf(exchange, user).id, messageId);
  if (query === undefined) throw new PageError(404, 'There is no invoice in this message.');
  sendJson(exchange.response, 200, { queryId: query.id });
};

const askInlineQuery: Route = async (exchange) => {
  const body = z.strictObject({
    user: id,
    query: z.string().max(256),
    offset: z.string().max(64).default(''),
  });
  const { user, ...question } = await readJson(exchange, body);
  const queryId = askInline(exchange.sandbox, personOf(exchange, user), question);
  sendJson(exchange.response, 200, { queryId });
};

const chooseInlineResult: Route = async (exchange) => {
  const body = z.strictObject({
    user: id,
    queryId: z.string().max(64),
    resultId: z.string().max(64),
  });
  const { user, ...chosen } = await readJson(exchange, body);
  const messageId = sendInlineResult(exchange.sandbox, personOf(exchange, user), chosen);
  sendJson(exchange.response, 200, { id: messageId });
};

const block: Route = async (exchange) => {
  const body = z.strictObject({ user: id, blocked: z.boolean() });
  const { user, blocked } = await readJson(exchange, body);
  setBlocked(exchange.sandbox, personOf(exchange, user).id, blocked);
  sendJson(exchange.response, 200, { blocked });
};

const fail = ({ sandbox, response }: PageExchange, error: unknown): void => {
  if (error instanceof PageError) {
    response.setHeader('connection', 'close');
    return sendJson(response, error.status, { error: error.message });
  }
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  sandbox.log('error', 'The chat page could not be answered', { error: String(error) });
  sendJson(response, 500, { error: 'Something went wrong here.' });
};

export interface PageApi {
  handler: PageHandler;
  /** Ends the event streams. */
  close: () => void;
}

/** The chat page's API under `/chat/api/`: what a person sees and does. */
export const createPageApi = (sandbox: Sandbox): PageApi => {
  const streams = createPageStreams();
  const { serveUpload, serveVoice } = createUploadRoutes();
  const routes: Record<string, Route> = {
    'POST /chat/api/users': createUser,
    'GET /chat/api/state': readState,
    'GET /chat/api/events': streams.serve,
    'POST /chat/api/messages': sendText,
    'POST /chat/api/uploads': serveUpload,
    'POST /chat/api/voice': serveVoice,
    'POST /chat/api/callbacks': press,
    'POST /chat/api/payments': pay,
    'POST /chat/api/inline-queries': askInlineQuery,
    'POST /chat/api/inline-results': chooseInlineResult,
    'POST /chat/api/blocks': block,
  };
  const answer = async (exchange: PageExchange): Promise<void> => {
    const { request, url } = exchange;
    checkSameOrigin(request);
    const fileId = /^\/chat\/api\/files\/([\w-]{1,200})$/.exec(url.pathname)?.[1];
    if (fileId !== undefined && request.method === 'GET') return servePageFile(exchange, fileId);
    const route = routes[`${request.method ?? ''} ${url.pathname}`];
    if (route === undefined) throw new PageError(404, 'There is nothing here.');
    return route(exchange);
  };
  return {
    close: streams.close,
    handler: (request, response) => {
      const url = requestUrl(request);
      const exchange = { sandbox, request, response, url };
      answer(exchange).catch((error: unknown) => fail(exchange, error));
    },
  };
};
