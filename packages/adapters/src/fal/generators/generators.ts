import type { FalGenerator } from './define-generator.ts';
import { flux2Lora } from './flux-2-lora.ts';
import { fluxLora } from './flux-lora.ts';
import { fluxLoraImage } from './flux-lora-image.ts';
import { fluxProUltra } from './flux-pro-ultra.ts';
import { fluxProUltraFinetuned } from './flux-pro-ultra-finetuned.ts';
import { seedvrUpscaler } from './seedvr-upscaler.ts';

/** By the name that orders are stored with, the preferred of a kind first. */
export type FalGenerators = Readonly<Record<string, FalGenerator>>;

/** A new generator is a file beside these and a line here. */
export const falGenerators = {
  'flux-lora': fluxLora,
  'flux-lora-image': fluxLoraImage,
  'flux-2-lora': flux2Lora,
  'flux-pro-ultra-finetuned': fluxProUltraFinetuned,
  'flux-pro-ultra': fluxProUltra,
  'seedvr-upscaler': seedvrUpscaler,
} as const satisfies FalGenerators;
