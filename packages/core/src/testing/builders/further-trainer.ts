import { ownTrainers } from '../../domain/training/own-trainers.ts';
import type { TrainerProfile } from '../../domain/training/trainer.ts';

/** A trainer that the product does not come with, of a base of its own. */
export const furtherTrainer: TrainerProfile = {
  ...ownTrainers.portraitLora,
  name: 'turbo-lora',
  base: 'turbo',
  model: 'Turbo 3',
  credits: { fast: 5, balanced: 6, quality: 7 },
  settingsOf: ({ preset }) => ({ rounds: preset === 'fast' ? 10 : 20, upsideDown: true }),
};
