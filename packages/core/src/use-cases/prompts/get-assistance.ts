import type { Ports } from '../../ports/ports.ts';

/** Which help there is, so that nobody is offered what there is not. */
export type Assistance = {
  /** Prompts from photos. */
  readonly photos: boolean;
  /** Better words, and translations. */
  readonly words: boolean;
  readonly voice: boolean;
  /** Whether somebody besides our own rules judges prompts and photos. */
  readonly moderation: boolean;
};

export const getAssistance =
  ({
    promptWriter,
    speechReader,
    moderator,
  }: Pick<Ports, 'promptWriter' | 'speechReader' | 'moderator'>) =>
  (): Assistance => ({
    photos: promptWriter.isConfigured(),
    words: promptWriter.isConfigured(),
    voice: speechReader.isConfigured(),
    moderation: moderator.isConfigured(),
  });
