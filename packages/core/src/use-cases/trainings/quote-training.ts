import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { AvatarNotFound } from '../../domain/refusals.ts';
import { expectedMinutes } from '../../domain/duration/duration.ts';
import { presetNames, type PresetMinutes, type PresetName } from '../../domain/training/recipe.ts';
import { priceOfTraining } from '../../domain/wallet/prices.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { Balance } from '../../domain/wallet/wallet.ts';
import type { Ports } from '../../ports/ports.ts';
import { trainerFor } from '../../steps/trainer-for.ts';

export type TrainingQuote = {
  readonly avatar: Avatar;
  readonly balance: Balance;
  readonly presets: readonly {
    readonly preset: PresetName;
    readonly price: number;
    readonly minutes: PresetMinutes;
  }[];
};

/** Says what each preset costs and takes before anybody decides. */
export const quoteTraining =
  (ports: Pick<Ports, 'unitOfWork' | 'durations' | 'policy' | 'trainer'>) =>
  async (avatarId: AvatarId, userId: UserId): Promise<Result<TrainingQuote, AvatarNotFound>> => {
    const figures = await ports.durations.list();
    return ports.unitOfWork.read(async ({ avatars, wallets }) => {
      const avatar = await avatars.find(avatarId, userId);
      if (!avatar) return refuse({ code: 'avatar.not-found' });
      const profile = trainerFor(ports, avatar.kind);
      return ok({
        avatar,
        balance: await wallets.balance(userId),
        presets: presetNames.map((preset) => ({
          preset,
          price: priceOfTraining(ports.policy.prices, profile, preset),
          minutes: expectedMinutes(figures, profile, preset),
        })),
      });
    });
  };
