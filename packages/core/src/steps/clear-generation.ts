import type { SafetyDecisionId } from '../shared/ids.ts';
import { isPortError, type PortError } from '../shared/port-error.ts';
import { spreadOf } from '../shared/spread.ts';
import type { Generation } from '../domain/generation/generation.ts';
import { brokenRule } from '../domain/safety/judge-prompt.ts';
import type { SafetyCategory, SafetyDecision } from '../domain/safety/safety.ts';
import type { Ports } from '../ports/ports.ts';
import { endGeneration } from './end-generation.ts';
import { translateOrder } from './translate-order.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'promptWriter' | 'moderator' | 'clock' | 'ids' | 'logger'>;

/** Before it is paid for, an order is asked about again this soon while nobody judges it. */
const retryMs = 10_000;
/** What an order needs at least of its time to be made. */
const reserveMs = 45_000;

type Verdict =
  | { readonly type: 'cleared' }
  | { readonly type: 'later' }
  | {
      readonly type: 'refused';
      readonly judge: SafetyDecision['judge'];
      readonly category?: SafetyCategory;
      readonly reason: string;
    };

/**
 * Sees to it, before anything is paid for, that an order is in English and that nobody is harmed by
 * it. Undefined where it is not to be submitted (now): it was refused and its hold released, or it
 * waits for the moderator, as long as it has time. Nothing is let through because nobody answered.
 */
export const clearGeneration = async (
  ports: Needs,
  ordered: Generation,
): Promise<Generation | undefined> => {
  // What was cleared was submitted before; the first pictures of a version are our own words.
  if (ordered.status !== 'reserved' || ordered.purpose === 'preview') return ordered;
  const generation = await translateOrder(ports, ordered);
  const verdict = await judge(ports, generation);
  if (verdict.type === 'cleared') return generation;
  if (verdict.type === 'later') await askLater(ports, generation);
  else await turnDown(ports, generation, verdict);
  return undefined;
};

const judge = async (ports: Needs, generation: Generation): Promise<Verdict> => {
  const { prompt, request } = generation;
  const text = request.fullPrompt.endsWith(prompt) ? prompt : `${prompt}\n${request.fullPrompt}`;
  const broken = brokenRule(text);
  if (broken)
    return { type: 'refused', judge: 'rules', category: broken.category, reason: broken.rule };
  try {
    const moderation = await ports.moderator.judge({ text });
    if (moderation.decision !== 'refused') return { type: 'cleared' };
    const { categories, reason } = moderation;
    return { type: 'refused', judge: 'moderator', category: categories[0], reason };
  } catch (error) {
    if (!isPortError(error)) throw error;
    return unjudged(ports, generation, error);
  }
};

const unjudged = (
  { clock, logger }: Needs,
  { id, deadlineAt }: Generation,
  { code, retryable }: PortError,
): Verdict => {
  logger.warn({ generationId: id, code }, 'nobody judges a prompt: its order waits');
  const left = deadlineAt.getTime() - clock.now().getTime();
  if (retryable && left > retryMs + reserveMs) return { type: 'later' };
  return { type: 'refused', judge: 'nobody', reason: code };
};

const askLater = async ({ unitOfWork, clock }: Needs, { id }: Generation): Promise<void> => {
  const startAt = new Date(clock.now().getTime() + retryMs + spreadOf(id, retryMs / 2));
  await unitOfWork.run(({ jobs }) =>
    jobs.enqueue({ name: 'generation.submit', data: { generationId: id } }, { startAt }),
  );
};

const turnDown = async (
  { unitOfWork, clock, ids }: Needs,
  generation: Generation,
  { judge: judgedBy, category, reason }: Verdict & { type: 'refused' },
): Promise<void> => {
  const decision: SafetyDecision = {
    id: ids.next<SafetyDecisionId>(),
    userId: generation.userId,
    subject: { type: 'generation', id: generation.id },
    judge: judgedBy,
    category,
    reason,
    decidedAt: clock.now(),
  };
  const failure =
    judgedBy === 'nobody'
      ? ({ code: 'content.unjudged', retryable: true } as const)
      : ({ code: 'content.blocked', retryable: false } as const);
  await unitOfWork.run(async (tx) => {
    const ended = await endGeneration(tx, generation, { type: 'run.failed', failure }, clock.now());
    if (ended) await tx.decisions.add(decision);
  });
};
