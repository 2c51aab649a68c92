import { setTimeout as wait } from 'node:timers/promises';
import type { CallLog } from './calls.ts';
import type { CallBody } from './body.ts';
import { BotApiError } from './errors.ts';
import type { Verdict } from './faults.ts';
import { methods } from './methods/index.ts';
import type { Method } from './methods/method.ts';
import type { Sandbox } from './sandbox.ts';

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  /** The connection breaks instead of carrying the answer. */
  drop: boolean;
}

export interface Request {
  name: string;
  body: Omit<CallBody, 'discard'>;
  signal: AbortSignal;
}

const byName = new Map(methods.map((method) => [method.name.toLowerCase(), method]));

export const findMethod = (name: string): Method | undefined => byName.get(name.toLowerCase());

const refusal = ({ code, message, parameters }: BotApiError): Answer => ({
  status: code,
  drop: false,
  body: {
    ok: false,
    error_code: code,
    description: message,
    ...(parameters !== undefined && { parameters }),
  },
});

const dropped: Answer = { status: 502, body: {}, drop: true };

/** A call as it is remembered: files by name and size, everything else as it came. */
const recordable = ({ parameters, files }: Request['body']): Record<string, unknown> => ({
  ...parameters,
  ...Object.fromEntries(
    [...files].map(([field, { name, size }]) => [field, { fileName: name, size }]),
  ),
});

const attempt = async (sandbox: Sandbox, method: Method, request: Request): Promise<Answer> => {
  const { body, signal } = request;
  try {
    const result = await method.invoke(sandbox, body.parameters, { files: body.files, signal });
    return { status: 200, drop: false, body: { ok: true, result } };
  } catch (error) {
    if (error instanceof BotApiError) return refusal(error);
    sandbox.log('error', 'A sandbox method failed', { method: method.name, error: String(error) });
    return refusal(new BotApiError(500, 'Internal Server Error'));
  }
};

const withVerdict = async (verdict: Verdict, effect: () => Promise<Answer>): Promise<Answer> => {
  if (verdict.delayMs > 0) await wait(verdict.delayMs);
  if (verdict.drop === 'before') return dropped;
  if (verdict.refuse !== undefined) return refusal(verdict.refuse);
  const answer = await effect();
  if (verdict.drop === 'after') return dropped;
  return verdict.answer === undefined ? answer : refusal(verdict.answer);
};

/** How many messages a call makes: an album as many as it has pictures. */
const messagesIn = ({ media, message_ids: ids }: Record<string, unknown>): number => {
  const list: unknown = typeof media === 'string' ? readJson(media) : (media ?? ids);
  return Array.isArray(list) ? Math.max(1, list.length) : 1;
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Carries out one call, with whatever fault is waiting for it, and remembers it. */
export const dispatch = async (
  sandbox: Sandbox,
  calls: CallLog,
  request: Request,
): Promise<Answer> => {
  const method = findMethod(request.name);
  if (method === undefined) return refusal(new BotApiError(404, 'Not Found: method not found'));
  const { parameters } = request.body;
  const at = sandbox.now();
  const chatId = Number(parameters['chat_id']);
  const verdict = sandbox.faults.judge({
    method: method.name,
    chatId: Number.isNaN(chatId) ? undefined : chatId,
    messages: messagesIn(parameters),
  });
  const answer = await withVerdict(verdict, async () => attempt(sandbox, method, request));
  const { ok, error_code: errorCode, description } = answer.body;
  calls.add({
    method: method.name,
    parameters: recordable(request.body),
    unknownParameters: Object.keys(parameters).filter(
      (name) =>
        name !== 'method' && !method.parameters.includes(name) && !request.body.files.has(name),
    ),
    at,
    ok: ok === true,
    ...(typeof errorCode === 'number' && { errorCode }),
    ...(typeof description === 'string' && { description }),
  });
  return answer;
};
