import type { AvatarKind } from '../domain/avatar/avatar.ts';
import { chooseTrainer, type TrainerProfile } from '../domain/training/trainer.ts';
import type { Ports } from '../ports/ports.ts';
import { PortError } from '../shared/port-error.ts';

/** The trainer of a kind of avatar as the registry and the policy have it. */
export const trainerFor = (
  { trainer, policy }: Pick<Ports, 'trainer' | 'policy'>,
  kind: AvatarKind,
): TrainerProfile => {
  const wanted = kind === 'artistic' ? policy.artisticTrainer : undefined;
  const chosen = chooseTrainer(trainer.profiles(), { kind, wanted });
  if (chosen) return chosen;
  throw new PortError('provider.rejected', `nobody trains ${kind}`, { retryable: false });
};
