import { avatarKinds, type AvatarKind } from '../../domain/avatar/avatar.ts';
import { expectedMinutes } from '../../domain/duration/duration.ts';
import { chooseGenerator, type GeneratorCapabilities } from '../../domain/generation/generator.ts';
import { presetNames, type PresetMinutes } from '../../domain/training/recipe.ts';
import { priceOfImage, priceOfTraining } from '../../domain/wallet/prices.ts';
import type { Span } from '../../ports/notifier.ts';
import type { Ports } from '../../ports/ports.ts';
import { PortError } from '../../shared/port-error.ts';
import { trainerFor } from '../../steps/trainer-for.ts';

/** What the registries and an operator's choices make of a kind of avatar. */
export type KindQuote = {
  readonly kind: AvatarKind;
  /** What people know its model by. */
  readonly model: string;
  /** From the shortest preset to the longest. */
  readonly minutes: PresetMinutes;
  /** In credits, from the least preset to the most. */
  readonly training: Span;
  /** One picture in credits, and what its generator can do. */
  readonly picture: { readonly price: number; readonly capabilities: GeneratorCapabilities };
};

/** Says what each kind of avatar is and costs before anybody begins one. */
export const quoteKinds =
  (ports: Pick<Ports, 'trainer' | 'generator' | 'durations' | 'policy'>) =>
  async (): Promise<readonly KindQuote[]> => {
    const figures = await ports.durations.list();
    return avatarKinds.map((kind) => {
      const trainer = trainerFor(ports, kind);
      const prices = presetNames.map((preset) =>
        priceOfTraining(ports.policy.prices, trainer, preset),
      );
      const minutes = presetNames.map((preset) => expectedMinutes(figures, trainer, preset));
      return {
        kind,
        model: trainer.model,
        minutes: {
          from: Math.min(...minutes.map(({ from }) => from)),
          to: Math.max(...minutes.map(({ to }) => to)),
        },
        training: { from: Math.min(...prices), to: Math.max(...prices) },
        picture: pictureOf(ports, trainer.base),
      };
    });
  };

const pictureOf = (
  { generator, policy }: Pick<Ports, 'generator' | 'policy'>,
  base: string,
): KindQuote['picture'] => {
  const drawing = chooseGenerator(generator.profiles(), { task: 'draw', base });
  if (!drawing) {
    throw new PortError('provider.rejected', `nobody draws with ${base}`, { retryable: false });
  }
  return { price: priceOfImage(policy.prices, drawing), capabilities: drawing.capabilities };
};
