import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import {
  chooseGenerator,
  type GeneratorCapabilities,
  type GeneratorTask,
} from '../../domain/generation/generator.ts';
import { baseFor } from '../../domain/generation/plan-generation.ts';
import type { QuoteGenerationRefusal } from '../../domain/refusals.ts';
import { priceOfImage } from '../../domain/wallet/prices.ts';
import type { Balance } from '../../domain/wallet/wallet.ts';
import type { Ports } from '../../ports/ports.ts';
import { findSubject } from '../../steps/find-subject.ts';

export type GenerationQuote = {
  /** Undefined for a picture of nobody's avatar. */
  readonly avatar: Avatar | undefined;
  readonly balance: Balance;
  readonly pricePerImage: number;
  readonly capabilities: GeneratorCapabilities;
};

/** Says what a picture costs, and what its generator can do, before anybody decides. */
export const quoteGeneration =
  ({ unitOfWork, generator, policy }: Pick<Ports, 'unitOfWork' | 'generator' | 'policy'>) =>
  async (
    avatarId: AvatarId | undefined,
    userId: UserId,
    task: GeneratorTask = 'draw',
  ): Promise<Result<GenerationQuote, QuoteGenerationRefusal>> =>
    unitOfWork.read(async (reads) => {
      const found = await findSubject(reads, { avatarId, userId, task });
      if (!found.ok) return found;
      const base = baseFor(task, found.value?.training);
      const profile = chooseGenerator(generator.profiles(), { task, base });
      if (!profile) return refuse({ code: 'generator.missing' });
      return ok({
        avatar: found.value?.avatar,
        balance: await reads.wallets.balance(userId),
        pricePerImage: priceOfImage(policy.prices, profile),
        capabilities: profile.capabilities,
      });
    });
