import type { AvatarId, GenerationId, HoldId, ImageId, UserId } from '../shared/ids.ts';
import type { AspectRatio } from '../domain/generation/aspect-ratio.ts';
import { ok, refuse, type Result } from '../shared/result.ts';
import type { Generation, GenerationRequest } from '../domain/generation/generation.ts';
import {
  chooseGenerator,
  type GeneratorCapabilities,
  type GeneratorProfile,
  type GeneratorTask,
} from '../domain/generation/generator.ts';
import { baseFor, planGeneration } from '../domain/generation/plan-generation.ts';
import { reworded } from '../domain/generation/wording.ts';
import type { Image } from '../domain/image/image.ts';
import type { RequestGenerationRefusal } from '../domain/refusals.ts';
import { renderStyle, type RenderedStyle } from '../domain/style/render-style.ts';
import { nameOf, type Style } from '../domain/style/style.ts';
import { priceOfImage } from '../domain/wallet/prices.ts';
import type { Ports } from '../ports/ports.ts';
import type { FoundSubject } from './find-subject.ts';

type Needs = Pick<Ports, 'generator' | 'clock' | 'ids' | 'policy'>;

export type GenerationInput = {
  /** Made when the order was shown, so that a second tap on it is the same order. */
  readonly id: GenerationId;
  readonly userId: UserId;
  /** Left out for a picture of nobody's avatar. */
  readonly avatarId?: AvatarId | undefined;
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
  /** Drawing from words alone, where it is left out; everything else begins with the picture of `likeImageId`. */
  readonly task?: GeneratorTask | undefined;
};

/** An order with the ready style that it names, where there still is one. */
export type WantedGeneration = GenerationInput & { readonly style: Style | undefined };

/** The picture that an order begins with, and how it was made. */
export type Source = { readonly image: Image; readonly generation: Generation };

export type Found = {
  readonly subject: FoundSubject;
  readonly source: Source | undefined;
};

/** An order made out: by which generator, set how, at which price. */
export const drawOrder = (
  ports: Needs,
  input: WantedGeneration,
  { subject, source }: Found,
): Result<Generation, RequestGenerationRefusal> => {
  const { generator, clock, policy } = ports;
  const { task = 'draw' } = input;
  const base = baseFor(task, subject?.training);
  const profile = chooseGenerator(generator.profiles(), { task, base });
  if (!profile) return refuse({ code: 'generator.missing' });
  const request = requestOf(ports, input, { subject, source, profile });
  const misfit = misfitOf(profile.capabilities, request, source?.image);
  if (misfit) return refuse(misfit);
  const price = priceOfImage(policy.prices, profile) * input.count;
  const { agreedPrice: agreed = price } = input;
  if (price > agreed) return refuse({ code: 'price.raised', price, agreed });
  const now = clock.now();
  return ok({
    id: input.id,
    userId: input.userId,
    ...ofWhom(subject, source),
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

/** An enlarged picture is of whom the small one is, and of the version that it was made with. */
const ofWhom = (
  subject: FoundSubject,
  source: Source | undefined,
): Pick<Generation, 'avatarId' | 'trainingId'> => {
  if (subject) return { avatarId: subject.avatar.id, trainingId: subject.training.id };
  const { avatarId, trainingId } = source?.generation ?? {};
  return { avatarId, trainingId };
};

const requestOf = (
  { ids, policy }: Needs,
  input: WantedGeneration,
  { subject, source, profile }: Found & { readonly profile: GeneratorProfile },
): GenerationRequest => {
  const order = { ...input, seed: input.seed ?? ids.seed(), style: ownWordsOf(input, subject) };
  const planned = planGeneration(profile, subject, order, policy.generators[profile.name]);
  if (source && input.task === 'enlarge') return enlarging(planned, source.generation);
  const { prompt: from, words: to } = input;
  return to === undefined ? planned : reworded(planned, { from, to });
};

/** The same words and shape, which were seen to when the small picture was made. */
const enlarging = (planned: GenerationRequest, { request }: Generation): GenerationRequest => ({
  ...planned,
  fullPrompt: request.fullPrompt,
  words: request.words,
  isUntranslated: request.isUntranslated ?? false,
  aspectRatio: request.aspectRatio,
});

const misfitOf = (
  { ratios, maxCount, maxSide, imageInput }: GeneratorCapabilities,
  { count, aspectRatio, task, enlargement = 1 }: GenerationRequest,
  image: Image | undefined,
): RequestGenerationRefusal | undefined => {
  if (!Number.isInteger(count) || count < 1 || count > maxCount) {
    return { code: 'generation.count-unfit', max: maxCount };
  }
  if (!ratios.includes(aspectRatio)) {
    return { code: 'generation.ratio-unfit', ratios: ratios.join(', ') };
  }
  if (image && imageInput === 'none') return { code: 'generator.missing' };
  const largest = Math.floor(maxSide / enlargement);
  if (image && task === 'enlarge' && Math.max(image.width, image.height) > largest) {
    return { code: 'image.too-large', max: largest };
  }
  return undefined;
};

/** Words that are not the style's any more are woven in as anybody's are. */
const ownWordsOf = (
  { style, prompt, words }: WantedGeneration,
  subject: FoundSubject,
): RenderedStyle | undefined => {
  const rendered =
    style && subject && words === undefined ? renderStyle(style, subject.avatar) : undefined;
  return rendered?.prompt === prompt ? rendered : undefined;
};
