import type { AvatarKind, AvatarSubject } from '../avatar/avatar.ts';
import { PortError } from '../../shared/port-error.ts';
import type {
  BaseFamily,
  PresetMinutes,
  PresetName,
  RecipeHead,
  RecipeSettings,
  TrainerName,
  TrainingRecipe,
} from './recipe.ts';

/** A trainer as its registry declares it. */
export type TrainerProfile<Settings extends RecipeSettings = RecipeSettings> = {
  readonly name: TrainerName;
  /** Whose trainer it is. */
  readonly kind: AvatarKind;
  /** What its weights fit; a generator of the same base draws with them. */
  readonly base: BaseFamily;
  /** What people know the model by, the same in every language. */
  readonly model: string;
  /** How long a preset takes as far as anyone knows before we have measured our own. */
  readonly minutes: Readonly<Record<PresetName, PresetMinutes>>;
  /** What a training costs in credits, where the policy does not say. */
  readonly credits: Readonly<Record<PresetName, number>>;
  /** What its recipe holds besides what every recipe does. */
  settingsOf(order: LearningOrder): Settings;
};

export type LearningOrder = Pick<RecipeHead, 'preset' | 'triggerPhrase'> & {
  readonly subject: AvatarSubject;
};

/** The wanted one, where it trains such avatars; else the first of a registry that does. */
export const chooseTrainer = <Profile extends Pick<TrainerProfile, 'name' | 'kind'>>(
  profiles: readonly Profile[],
  { kind, wanted }: { readonly kind: AvatarKind; readonly wanted?: TrainerName | undefined },
): Profile | undefined => {
  const fitting = profiles.filter((profile) => profile.kind === kind);
  return fitting.find(({ name }) => name === wanted) ?? fitting[0];
};

/** Throws `provider.rejected` for a name that the registry does not hold. */
export const trainerNamed = <Profile extends Pick<TrainerProfile, 'name'>>(
  profiles: readonly Profile[],
  name: TrainerName,
): Profile => {
  const found = profiles.find((profile) => profile.name === name);
  if (found) return found;
  throw new PortError('provider.rejected', 'no such trainer', { retryable: false });
};

/** Exactly what a version is to be trained with. */
export const recipeOf = (
  profile: Pick<TrainerProfile, 'name' | 'base' | 'settingsOf'>,
  order: LearningOrder,
): TrainingRecipe => ({
  ...profile.settingsOf(order),
  trainer: profile.name,
  base: profile.base,
  preset: order.preset,
  triggerPhrase: order.triggerPhrase,
});
