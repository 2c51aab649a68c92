import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { generatorFor } from '../../domain/generation/plan-generation.ts';
import type { AvatarNotFound } from '../../domain/refusals.ts';
import type { Balance } from '../../domain/wallet/wallet.ts';
import type { GeneratorCapabilities } from '../../ports/image-generator.ts';
import type { Ports } from '../../ports/ports.ts';

export type GenerationQuote = {
  readonly avatar: Avatar;
  readonly balance: Balance;
  readonly pricePerImage: number;
  readonly capabilities: GeneratorCapabilities;
};

/** Says what a picture of an avatar costs, and what its generator can do, before anybody decides. */
export const quoteGeneration =
  ({ unitOfWork, generator, policy }: Pick<Ports, 'unitOfWork' | 'generator' | 'policy'>) =>
  async (
    avatarId: AvatarId,
    userId: UserId,
  ): Promise<Result<GenerationQuote, AvatarNotFound | { readonly code: 'avatar.not-ready' }>> =>
    unitOfWork.read(async ({ avatars, trainings, wallets }) => {
      const avatar = await avatars.find(avatarId, userId);
      if (!avatar) return refuse({ code: 'avatar.not-found' });
      if (!avatar.activeTrainingId) return refuse({ code: 'avatar.not-ready' });
      const training = await trainings.findOwned(avatar.activeTrainingId, userId);
      if (!training) return refuse({ code: 'avatar.not-ready' });
      const name = generatorFor[training.recipe.trainer];
      return ok({
        avatar,
        balance: await wallets.balance(userId),
        pricePerImage: policy.prices.image[name],
        capabilities: generator.capabilitiesOf(name),
      });
    });
