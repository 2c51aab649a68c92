import type { Style } from './style.ts';

/** The styles everybody starts with. What they are called is for who shows them. */
export const starterStyles = [
  {
    id: 'business-portrait',
    emoji: '💼',
    prompt:
      'confident business portrait in a tailored navy suit, modern office with glass walls behind, soft window light, 85mm lens, shallow depth of field',
    aspectRatio: '3:4',
  },
  {
    id: 'evening-city',
    emoji: '🌃',
    prompt:
      'walking through a rainy city street at night, neon reflections on wet asphalt, cinematic colours, 35mm film look',
    aspectRatio: '9:16',
  },
  {
    id: 'by-the-sea',
    emoji: '🌊',
    prompt:
      'standing on a quiet beach at golden hour, light linen clothes, warm low sun, gentle waves, natural smile',
    aspectRatio: '4:3',
  },
  {
    id: 'film-noir',
    emoji: '🎞️',
    prompt:
      'black and white film noir still, hard side light through blinds, deep shadows, 1940s wardrobe, fine grain',
    aspectRatio: '16:9',
  },
  {
    id: 'oil-painting',
    emoji: '🖼️',
    prompt:
      'classical oil painting, rich brush strokes, chiaroscuro light, dark warm background, museum quality',
    aspectRatio: '3:4',
  },
  {
    id: 'snowy-mountains',
    emoji: '🏔️',
    prompt:
      'on a mountain ridge in winter, bright jacket, crisp blue sky, snow sparkling in the sun, wide view behind',
    aspectRatio: '4:3',
  },
] as const satisfies readonly Style[];
