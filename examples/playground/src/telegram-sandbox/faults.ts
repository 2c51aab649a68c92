import { z } from 'zod';
import { BotApiError, tooManyRequests } from './errors.ts';
import { createLimitKeeper, limitsSchema, type CountedCall } from './limits.ts';

const count = z.number().int().min(0).max(1_000_000);
const methods = z.array(z.string().min(1).max(64)).max(50).optional();

export const faultPatchSchema = z.strictObject({
  /** The next `times` sends get 429 with `retryAfter` seconds. */
  tooManyRequests: z
    .strictObject({
      times: count,
      retryAfter: z.number().int().min(1).max(3_600),
      methods,
      /** In these chats only. */
      chats: z.array(z.number().int()).max(1_000).optional(),
    })
    .optional(),
  /** The next `times` calls get a 5xx. With `afterEffect` the call is carried out all the same. */
  serverError: z
    .strictObject({
      times: count,
      status: z.number().int().min(500).max(599).default(502),
      methods,
      afterEffect: z.boolean().default(false),
    })
    .optional(),
  /** The next `times` calls lose their connection. With `afterEffect` only the answer is lost. */
  dropConnection: z
    .strictObject({ times: count, methods, afterEffect: z.boolean().default(false) })
    .optional(),
  /** The next `times` calls wait `delayMs` before they are carried out. */
  slow: z
    .strictObject({ times: count, delayMs: z.number().int().min(1).max(600_000), methods })
    .optional(),
  /** The next `times` updates are delivered twice. */
  duplicateUpdates: z.strictObject({ times: count }).optional(),
  /** The next `times` downloads of files get a 502. */
  fileDownloads: z.strictObject({ times: count }).optional(),
  /** People who have blocked the bot from now on, and those who let it in again. */
  block: z.array(z.number().int()).max(1_000).optional(),
  unblock: z.array(z.number().int()).max(1_000).optional(),
  /** What is said too fast gets 429 from now on. `{}` is as Telegram describes it. */
  limits: limitsSchema.optional(),
});

export type FaultPatch = z.input<typeof faultPatchSchema>;
type FaultState = z.output<typeof faultPatchSchema>;

interface JudgedCall extends CountedCall {
  method: string;
}

/** What happens to one call beside its effect. */
export interface Verdict {
  delayMs: number;
  /** Thrown instead of the effect. */
  refuse?: BotApiError;
  /** Answered although the effect took place. */
  answer?: BotApiError;
  drop?: 'before' | 'after';
}

export interface Faults {
  /** Adds to what is set; a fault named again replaces its former self. */
  set: (patch: FaultPatch) => void;
  clear: () => void;
  /** What is still to come. */
  state: () => FaultState;
  judge: (call: JudgedCall) => Verdict;
  takeDuplicate: () => boolean;
  takeDownload: () => boolean;
}

/** Calls that make or change something in a chat; the others are not limited by Telegram. */
const isSend = (method: string): boolean => /^(send|edit|copy|forward)(?!ChatAction)/.test(method);

interface Countdown {
  times: number;
  methods?: string[] | undefined;
}

const takeFrom = (fault: Countdown | undefined, method: string, always: boolean): boolean => {
  if (fault === undefined || fault.times === 0) return false;
  if (!(fault.methods?.includes(method) ?? always)) return false;
  fault.times -= 1;
  return true;
};

export interface FaultsOptions {
  now: () => number;
  onBlock: (userId: number, blocked: boolean) => void;
}

export const createFaults = ({ now, onBlock }: FaultsOptions): Faults => {
  let state: FaultState = {};
  const keeper = createLimitKeeper(now);

  const limit = (call: JudgedCall): BotApiError | undefined => {
    const { method, chatId } = call;
    const { tooManyRequests: fault, limits } = state;
    const isHere = fault?.chats === undefined || fault.chats.includes(chatId ?? 0);
    if (isHere && takeFrom(fault, method, isSend(method)))
      return tooManyRequests(fault?.retryAfter ?? 1);
    if (limits === undefined || !isSend(method)) return undefined;
    const waitMs = keeper.take(call, limits);
    return waitMs > 0 ? tooManyRequests(Math.ceil(waitMs / 1_000)) : undefined;
  };

  return {
    set: (patch) => {
      const { block = [], unblock = [], ...rest } = faultPatchSchema.parse(patch);
      state = { ...state, ...rest };
      if (rest.limits !== undefined) keeper.forget();
      for (const userId of block) onBlock(userId, true);
      for (const userId of unblock) onBlock(userId, false);
    },
    clear: () => {
      state = {};
    },
    state: () => structuredClone(state),
    judge: (call) => {
      const { method } = call;
      const { slow, dropConnection, serverError } = state;
      const notPolling = method !== 'getUpdates';
      const verdict: Verdict = {
        delayMs: takeFrom(slow, method, notPolling) ? (slow?.delayMs ?? 0) : 0,
      };
      const refuse = limit(call);
      if (refuse !== undefined) return { ...verdict, refuse };
      if (takeFrom(dropConnection, method, notPolling))
        return { ...verdict, drop: dropConnection?.afterEffect === true ? 'after' : 'before' };
      if (!takeFrom(serverError, method, notPolling)) return verdict;
      const error = new BotApiError(serverError?.status ?? 502, 'Bad Gateway');
      return { ...verdict, [serverError?.afterEffect === true ? 'answer' : 'refuse']: error };
    },
    takeDuplicate: () => takeFrom(state.duplicateUpdates, '', true),
    takeDownload: () => takeFrom(state.fileDownloads, '', true),
  };
};
