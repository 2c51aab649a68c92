import type { SafetyDecisionId, UserId } from '../shared/ids.ts';
import { ok, refuse, type Result } from '../shared/result.ts';
import { parsePrompt } from '../domain/generation/prompt.ts';
import type { CheckPromptRefusal } from '../domain/refusals.ts';
import { brokenRule } from '../domain/safety/judge-prompt.ts';
import type { SafetySubject } from '../domain/safety/safety.ts';
import type { Ports } from '../ports/ports.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>;

/**
 * A prompt as it may be ordered: cleaned, bounded and against none of our own rules, which need
 * nobody's answer. What they refuse is written down, without its words.
 */
export const checkPrompt = async (
  { unitOfWork, clock, ids }: Needs,
  { userId, text, subject }: { userId: UserId; text: string; subject: SafetySubject },
): Promise<Result<string, CheckPromptRefusal>> => {
  const parsed = parsePrompt(text);
  if (!parsed.ok) return parsed;
  const broken = brokenRule(parsed.value);
  if (!broken) return ok(parsed.value);
  const { category, rule } = broken;
  const id = ids.next<SafetyDecisionId>();
  const decidedAt = clock.now();
  await unitOfWork.run(({ decisions }) =>
    decisions.add({ id, userId, subject, judge: 'rules', category, reason: rule, decidedAt }),
  );
  return refuse({ code: 'prompt.refused', category });
};
