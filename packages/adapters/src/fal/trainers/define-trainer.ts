import type { BaseFamily, TrainerName, TrainingOutput, TrainingRecipe } from '@aisha/core';
import { costOfTraining, type TrainerPrice } from '../fal-prices.ts';

type RecipeOf<Name extends TrainerName> = Extract<TrainingRecipe, { trainer: Name }>;

type TrainerSpec<Name extends TrainerName> = {
  readonly name: Name;
  readonly endpoint: string;
  readonly baseFamily: BaseFamily;
  readonly price: TrainerPrice;
  /** The input as the endpoint documents it. */
  toInput(recipe: RecipeOf<Name>, archiveUrl: string): Readonly<Record<string, unknown>>;
  /** What the training's log counts to. */
  stepsOf(recipe: RecipeOf<Name>): number;
  /** Undefined where the answer is not what the endpoint documents. */
  parseOutput(data: unknown): TrainingOutput | undefined;
};

/** One of fal's trainers, told in our words. Given another trainer's recipe it throws. */
export type FalTrainer = {
  readonly endpoint: string;
  readonly baseFamily: BaseFamily;
  /** See `AvatarTrainer`. */
  expectedMicroUsd(recipe: TrainingRecipe): number;
  toInput(recipe: TrainingRecipe, archiveUrl: string): Readonly<Record<string, unknown>>;
  stepsOf(recipe: TrainingRecipe): number;
  parseOutput(data: unknown): TrainingOutput | undefined;
};

export const defineTrainer = <const Name extends TrainerName>(
  spec: TrainerSpec<Name>,
): FalTrainer => {
  const own = (recipe: TrainingRecipe): RecipeOf<Name> => {
    if (!isOf(spec.name, recipe)) throw new Error(`${spec.name} cannot take ${recipe.trainer}`);
    return recipe;
  };
  return {
    endpoint: spec.endpoint,
    baseFamily: spec.baseFamily,
    expectedMicroUsd: (recipe) => costOfTraining(spec.price, spec.stepsOf(own(recipe))),
    toInput: (recipe, archiveUrl) => spec.toInput(own(recipe), archiveUrl),
    stepsOf: (recipe) => spec.stepsOf(own(recipe)),
    parseOutput: (data) => spec.parseOutput(data),
  };
};

const isOf = <Name extends TrainerName>(
  name: Name,
  recipe: TrainingRecipe,
): recipe is RecipeOf<Name> => recipe.trainer === name;
