import type { AvatarId, GenerationId, HoldId, ImageId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { together } from '../../shared/together.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { AspectRatio } from '../../domain/generation/aspect-ratio.ts';
import type { Generation } from '../../domain/generation/generation.ts';
import { planGeneration } from '../../domain/generation/plan-generation.ts';
import { reworded } from '../../domain/generation/wording.ts';
import type { RequestGenerationRefusal } from '../../domain/refusals.ts';
import type { Training } from '../../domain/training/training.ts';
import { renderStyle, type RenderedStyle } from '../../domain/style/render-style.ts';
import { nameOf, type Style } from '../../domain/style/style.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { checkPrompt } from '../../steps/check-prompt.ts';
import { placeHold } from '../../steps/place-hold.ts';

export type RequestGenerationInput = {
  /** Made when the order was shown, so that a second tap on it is the same order. */
  readonly id: GenerationId;
  readonly userId: UserId;
  readonly avatarId: AvatarId;
  readonly prompt: string;
  /** What an assistant made of these words and the person agreed to: it is sent in their place. */
  readonly words?: string;
  readonly aspectRatio: AspectRatio;
  readonly count: number;
  /** The price that was shown, in credits. Where it costs more by now nothing is ordered; what costs less is charged as less. */
  readonly agreedPrice?: number | undefined;
  /** Chosen by us where it is left out. */
  readonly seed?: number;
  readonly styleId?: string;
  readonly likeImageId?: ImageId;
};

type Needs = Pick<Ports, 'unitOfWork' | 'generator' | 'styleCatalog' | 'clock' | 'ids' | 'policy'>;
export type RequestedGeneration = {
  readonly generation: Generation;
  /** False for the second tap on the same order. */
  readonly isNew: boolean;
};
type Answer = Result<RequestedGeneration, RequestGenerationRefusal>;

/** Holds the price, records the order and queues it, all or nothing. A refused prompt costs nothing, a second tap neither. */
export const requestGeneration =
  (ports: Needs) =>
  async (input: RequestGenerationInput): Promise<Answer> => {
    const { userId, id } = input;
    const subject = { type: 'generation', id } as const;
    const prompt = await checkPrompt(ports, { userId, text: input.prompt, subject });
    if (!prompt.ok) return prompt;
    // Whoever wrote them: an assistant's words are judged as anybody's.
    const words =
      input.words === undefined
        ? undefined
        : await checkPrompt(ports, { userId, text: input.words, subject });
    if (words && !words.ok) return words;
    const style = input.styleId && (await ports.styleCatalog.find(input.styleId));
    return ports.unitOfWork.run(async (tx) => {
      const wanted = {
        ...input,
        prompt: prompt.value,
        ...(words && { words: words.value }),
        style: style || undefined,
      };
      const answer = await order(tx, ports, wanted);
      if (answer.ok) return answer;
      // Looked for only now, since almost every tap is the first one.
      const first = await tx.generations.findOwned(input.id, input.userId);
      return first ? ok({ generation: first, isNew: false }) : answer;
    });
  };

/** An order with the ready style that it names, where there still is one. */
type Wanted = RequestGenerationInput & { readonly style: Style | undefined };

const order = async (tx: Transaction, ports: Needs, input: Wanted): Promise<Answer> => {
  const avatar = await tx.avatars.find(input.avatarId, input.userId);
  if (!avatar) return refuse({ code: 'avatar.not-found' });
  const training =
    avatar.activeTrainingId &&
    (await tx.trainings.findOwned(avatar.activeTrainingId, avatar.userId));
  if (!training) return refuse({ code: 'avatar.not-ready' });
  const drawn = draw(ports, input, avatar, training);
  return drawn.ok ? book(tx, drawn.value) : drawn;
};

const draw = (
  { generator, clock, ids, policy }: Needs,
  input: Wanted,
  avatar: Avatar,
  training: Training,
): Result<Generation, RequestGenerationRefusal> => {
  const seed = input.seed ?? ids.seed();
  const style = ownWordsOf(input, avatar);
  const planned = planGeneration(avatar, training, { ...input, style, seed });
  const { prompt: from, words: to } = input;
  const request = to === undefined ? planned : reworded(planned, { from, to });
  const { maxCount } = generator.capabilitiesOf(request.generator);
  if (!Number.isInteger(input.count) || input.count < 1 || input.count > maxCount) {
    return refuse({ code: 'generation.count-unfit', max: maxCount });
  }
  const price = policy.prices.image[request.generator] * input.count;
  const { agreedPrice: agreed = price } = input;
  if (price > agreed) return refuse({ code: 'price.raised', price, agreed });
  const now = clock.now();
  return ok({
    id: input.id,
    userId: avatar.userId,
    avatarId: avatar.id,
    trainingId: training.id,
    status: 'reserved',
    prompt: input.prompt,
    styleId: input.styleId,
    styleName: input.style && nameOf(input.style),
    likeImageId: input.likeImageId,
    request,
    price,
    holdId: input.id as string as HoldId,
    progress: { stage: 'preparing' },
    delivered: 0,
    createdAt: now,
    deadlineAt: new Date(now.getTime() + policy.generationDeadlineMs),
  });
};

/** Words that are not the style's any more are woven in as anybody's are. */
const ownWordsOf = (
  { style, prompt, words }: Wanted,
  avatar: Avatar,
): RenderedStyle | undefined => {
  const rendered = style && words === undefined ? renderStyle(style, avatar) : undefined;
  return rendered?.prompt === prompt ? rendered : undefined;
};

const book = async (tx: Transaction, generation: Generation): Promise<Answer> => {
  const held = await placeHold(tx, {
    holdId: generation.holdId,
    userId: generation.userId,
    amount: generation.price,
    reason: 'generation',
    now: generation.createdAt,
    deadlineAt: generation.deadlineAt,
  });
  if (!held.ok) return held;
  // Of an id that is not this person's nothing is told.
  if (held.value === 'placed-before') return refuse({ code: 'generation.not-found' });
  const [isAdded] = await together([
    tx.generations.add(generation),
    tx.jobs.enqueue({ name: 'generation.submit', data: { generationId: generation.id } }),
  ]);
  if (!isAdded) throw new Error('a new hold for a known generation');
  return ok({ generation, isNew: true });
};
