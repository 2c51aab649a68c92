import type { GeneratorName } from '@aisha/core';
import type { FalGenerator } from './define-generator.ts';
import { flux2Lora } from './flux-2-lora.ts';
import { fluxLora } from './flux-lora.ts';
import { fluxProUltraFinetuned } from './flux-pro-ultra-finetuned.ts';

/** A new generator is a file beside these, a line here, and a name in the core. */
export const falGenerators: Readonly<Record<GeneratorName, FalGenerator>> = {
  'flux-lora': fluxLora,
  'flux-2-lora': flux2Lora,
  'flux-pro-ultra-finetuned': fluxProUltraFinetuned,
};
