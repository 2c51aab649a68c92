import type { GeneratorName } from '../generation/generator.ts';
import type { PresetMinutes, PresetName, TrainerName } from '../training/recipe.ts';
import type { TrainerProfile } from '../training/trainer.ts';

/** Work that takes about as long each time. */
export type WorkKind =
  | { readonly type: 'training'; readonly trainer: TrainerName; readonly preset: PresetName }
  | { readonly type: 'generation'; readonly generator: GeneratorName };

/** How long work of a kind took, from the request to its end. */
export type DurationFigures = {
  readonly kind: WorkKind;
  /** Half of it took no longer than this. */
  readonly p50Ms: number;
  /** Nine of ten took no longer than this. */
  readonly p90Ms: number;
};

/** Fewer than these say nothing about the next one. */
export const fewestForFigures = 20;
/** What is older tells of another time. */
export const figuresReachMs = 30 * 24 * 60 * 60_000;

const figuresOf = (
  figures: readonly DurationFigures[],
  wanted: WorkKind,
): DurationFigures | undefined => figures.find(({ kind }) => isSame(kind, wanted));

const isSame = (one: WorkKind, other: WorkKind): boolean =>
  one.type === 'training'
    ? other.type === 'training' && one.trainer === other.trainer && one.preset === other.preset
    : other.type === 'generation' && one.generator === other.generator;

const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** In whole units, at least one, and never from and to the same. */
const spanIn = (
  unitMs: number,
  { p50Ms, p90Ms }: DurationFigures,
): { readonly from: number; readonly to: number } => {
  const from = Math.max(1, Math.floor(p50Ms / unitMs));
  return { from, to: Math.max(from + 1, Math.ceil(p90Ms / unitMs)) };
};

/** What a training takes in whole minutes, from our own figures where there are any. */
export const expectedMinutes = (
  figures: readonly DurationFigures[],
  { name: trainer, minutes }: Pick<TrainerProfile, 'name' | 'minutes'>,
  preset: PresetName,
): PresetMinutes => {
  const own = figuresOf(figures, { type: 'training', trainer, preset });
  if (!own) return minutes[preset];
  return spanIn(minuteMs, own);
};

/** What an order of pictures takes in whole seconds; undefined before there are figures of our own. */
export const expectedSeconds = (
  figures: readonly DurationFigures[],
  generator: GeneratorName,
): { readonly from: number; readonly to: number } | undefined => {
  const own = figuresOf(figures, { type: 'generation', generator });
  return own && spanIn(secondMs, own);
};
