import type { GenerationId } from '../../shared/ids.ts';
import { collectPictures, type CollectNeeds } from '../../steps/collect-pictures.ts';

/** Copies the pictures into our own storage and takes the price of those that are delivered, no more. */
export const collectGeneration =
  (ports: CollectNeeds) =>
  ({ generationId }: { generationId: GenerationId }): Promise<void> =>
    collectPictures(ports, generationId);
