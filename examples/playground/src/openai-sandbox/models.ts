import { unknownModel } from './errors.ts';

const listed = [
  'gpt-5.1',
  'gpt-5-mini',
  'gpt-4.1-mini',
  'gpt-4o-mini',
  'gpt-4o-transcribe',
  'gpt-4o-mini-transcribe',
  'whisper-1',
  'omni-moderation-latest',
];

const known = /^(gpt-|chatgpt-|o\d|whisper-|omni-moderation-|text-moderation-)/;

/** Refuses what no OpenAI model is called; new names of the known families pass. */
export const checkModel = (model: string): void => {
  if (!known.test(model)) throw unknownModel(model);
};

export const listModels = (): unknown => ({
  object: 'list',
  data: listed.map((id) => ({ id, object: 'model', created: 1_735_689_600, owned_by: 'sandbox' })),
});
