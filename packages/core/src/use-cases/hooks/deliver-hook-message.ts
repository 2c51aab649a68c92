import type { HookMessageId } from '../../shared/ids.ts';
import { isPortError } from '../../shared/port-error.ts';
import { hookPausesMs, type Hook, type HookMessage } from '../../domain/api/hook.ts';
import type { Ports } from '../../ports/ports.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'hookSender' | 'clock' | 'logger'>;

/** Tells a client once more, until it hears: after each failure the pause is longer, and after the last one it is left to be replayed. */
export const deliverHookMessage =
  (ports: Needs) =>
  async ({ messageId }: { messageId: HookMessageId }): Promise<void> => {
    const found = await ports.unitOfWork.read(({ hooks }) => hooks.findMessage(messageId));
    if (found?.message.status !== 'waiting') return;
    const { message, hook } = found;
    const answer = hook.disabledAt ? 'hook.disabled' : await send(ports, hook, message);
    await note(ports, message, answer);
  };

const send = async (
  { hookSender, clock }: Needs,
  { url, secret }: Hook,
  { id, body }: HookMessage,
): Promise<number | string> => {
  try {
    return (await hookSender.send({ url, secret, id, sentAt: clock.now(), body })).status;
  } catch (error) {
    if (!isPortError(error)) throw error;
    return error.code;
  }
};

const gone = 410;

const isHeard = (answer: number | string): boolean =>
  typeof answer === 'number' && answer >= 200 && answer < 300;

const note = async (
  { unitOfWork, clock, logger }: Needs,
  message: HookMessage,
  answer: number | string,
): Promise<void> => {
  const now = clock.now();
  const attempts = message.attempts + 1;
  const pauseMs = hookPausesMs[attempts - 1];
  const tried = { ...message, attempts, lastAnswer: String(answer) };
  const isOver = answer === gone || answer === 'hook.disabled' || pauseMs === undefined;
  await unitOfWork.run(async ({ hooks, jobs }) => {
    if (isHeard(answer) || isOver) {
      const status = isHeard(answer) ? 'delivered' : 'failed';
      await hooks.saveMessage({ ...tried, status, finishedAt: now }, ['waiting']);
      if (answer === gone) await hooks.disable(message.hookId, now);
      return;
    }
    if (!(await hooks.saveMessage(tried, ['waiting']))) return;
    const startAt = new Date(now.getTime() + pauseMs);
    const data = { messageId: message.id };
    await jobs.enqueue({ name: 'hook.deliver', data }, { startAt });
  });
  if (!isHeard(answer)) {
    const { id: messageId, hookId } = message;
    logger.info({ messageId, hookId, attempts, answer, isOver }, 'a client was not reached');
  }
};
