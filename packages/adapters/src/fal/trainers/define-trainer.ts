import type {
  RecipeHead,
  RecipeSettings,
  TrainerProfile,
  TrainingOutput,
  TrainingRecipe,
} from '@aisha/core';
import { costOfTraining, type TrainerPrice } from '../fal-prices.ts';

type TrainerSpec<Settings extends RecipeSettings> = TrainerProfile<Settings> & {
  readonly endpoint: string;
  readonly price: TrainerPrice;
  /** The input as the endpoint documents it. */
  toInput(recipe: RecipeHead & Settings, archiveUrl: string): Readonly<Record<string, unknown>>;
  /** What the training's log counts to. */
  stepsOf(settings: Settings): number;
  /** Undefined where the answer is not what the endpoint documents. */
  parseOutput(data: unknown): TrainingOutput | undefined;
};

/** One of fal's trainers, told in our words. Given another trainer's recipe it throws. */
export type FalTrainer = TrainerProfile & {
  readonly endpoint: string;
  /** See `AvatarTrainer`. */
  expectedMicroUsd(recipe: TrainingRecipe): number;
  toInput(recipe: TrainingRecipe, archiveUrl: string): Readonly<Record<string, unknown>>;
  stepsOf(recipe: TrainingRecipe): number;
  parseOutput(data: unknown): TrainingOutput | undefined;
};

export const defineTrainer = <Settings extends RecipeSettings>(
  spec: TrainerSpec<Settings>,
): FalTrainer => {
  const own = (recipe: TrainingRecipe): RecipeHead & Settings => {
    if (!isOf(spec, recipe)) throw new Error(`${spec.name} cannot take ${recipe.trainer}`);
    return recipe;
  };
  const { name, kind, base, model, minutes, credits, endpoint } = spec;
  return {
    name,
    kind,
    base,
    model,
    minutes,
    credits,
    endpoint,
    settingsOf: (order) => spec.settingsOf(order),
    expectedMicroUsd: (recipe) => costOfTraining(spec.price, spec.stepsOf(own(recipe))),
    toInput: (recipe, archiveUrl) => spec.toInput(own(recipe), archiveUrl),
    stepsOf: (recipe) => spec.stepsOf(own(recipe)),
    parseOutput: (data) => spec.parseOutput(data),
  };
};

/** A name stands for one shape of recipe for good, so that what was stored long ago is still its own. */
const isOf = <Settings extends RecipeSettings>(
  { name }: TrainerSpec<Settings>,
  recipe: TrainingRecipe,
): recipe is TrainingRecipe & Settings => recipe.trainer === name;
