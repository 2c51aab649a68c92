import type { OperatorRefusal, OperatorRefusalCode, Refusal, RefusalCode } from '@aisha/core';
import { exitCodes } from './exit-codes.ts';
import { asJson } from './json.ts';
import type { CreateProgramOptions } from './program-options.ts';
import { printable } from './text-width.ts';

/** What an operator reads for each way the domain says no. A new code does not compile until it has its sentence. */
const sentences = {
  'avatar-name.too-short': 'The name is too short',
  'avatar-name.too-long': 'The name is too long',
  'avatar-name.has-markup': 'The name has characters that are not for names',
  'avatar.too-many': 'The person has as many avatars as one may have',
  'avatar.subject-unfit': 'This kind of avatar is not made of such a subject',
  'avatar.not-found': 'There is no such avatar',
  'avatar.busy-training': 'The avatar is being trained',
  'avatar.not-ready': 'The avatar is not ready',
  'photo.not-found': 'There is no such photo',
  'photos.received-too-many': 'The avatar has as many photos as one may have',
  'photos.still-checking': 'Photos are still being checked',
  'photos.too-few': 'There are too few photos',
  'credits.insufficient': 'There are too few credits',
  'price.raised': 'It costs more by now than was agreed',
  'training.not-found': 'There is no such training',
  'training.ended': 'The training is over',
  'version.without-pictures': 'The version has no pictures',
  'prompt.refused': 'The rules of safety do not allow these words',
  'prompt.too-short': 'The prompt is too short',
  'prompt.too-long': 'The prompt is too long',
  'assistant.not-configured': 'Nobody is configured who could help with words: OPENAI_API_KEY',
  'drafts.too-many': 'The person has too many drafts under way',
  'generation.count-unfit': 'So many pictures are not made at once',
  'generation.ratio-unfit': 'Pictures are not made in this shape',
  'generation.not-found': 'There is no such order of pictures',
  'generation.ended': 'The order is over',
  'generator.missing': 'Nothing makes pictures with what the avatar was trained with',
  'image.not-found': 'There is no such picture',
  'image.too-large': 'The picture is too large already',
  'style.not-found': 'There is no such style',
  'style.unfit': 'The style does not fit the avatar',
  'webhook.address-invalid': 'The address is not one of ours',
  'webhook.headers-missing': 'Headers are missing',
  'webhook.headers-malformed': 'Headers are malformed',
  'webhook.stale': 'It is too old',
  'webhook.foreign-account': 'It is for somebody else’s account',
  'webhook.signature-invalid': 'It was not signed by the provider',
  'webhook.body-malformed': 'It is nothing that the provider sends',
  'webhook.request-mismatch': 'It is about another request than its address',
  'user.blocked': 'The person is blocked',
  'job.not-found': 'There is no such job',
  'api-key.not-found': 'There is no such key, or it was revoked before',
  'hook-message.not-found': 'There is no such message to a client',
  'job.running': 'The job runs in this moment',
  'job.ended': 'The job is over',
  'queue.not-paused': 'It is not paused',
  'queue.paused-already': 'It is paused already',
  'person.not-found': 'There is no such person',
  'training.not-failed': 'The training has not failed',
  'training.superseded': 'The avatar was trained again since',
  'run.missing': 'Nothing was handed to the provider yet: wait, or end it',
  'run.has-request': 'The newest try has a request of its own: refresh asks about it',
  'request.of-another-run': 'The request belongs to something else',
  'request.unknown': 'The provider does not know the request',
  'result.not-json': 'It is no JSON, or more than 64 KB of it',
  'result.unusable': 'It names no weights of such a training',
  'generation.not-failed': 'The order has not failed',
  'generation.unasked': 'First pictures come unasked, and once: order some instead',
  'webhook.not-found': 'There is no such message of the provider',
  'export.of-client':
    'Nobody can send it to them: they are of a service, which reads all of it over the API (docs/api.md)',
  'export.too-soon': 'They had a copy within the hour',
  'credits.amount-unfit': 'So many credits are not given at once',
  'trigger-phrase.unfit': 'It is no trigger phrase: letters, digits, spaces, - and _',
  'weights.unreadable': 'It is no safetensors file',
  'weights.unfit': 'Such weights do not make an avatar of this kind',
  'broadcast.without-words': 'There are no words to say',
  'broadcast.words-too-long': 'The words are too long for one message',
  'broadcast.placeholder-unknown': 'Only {firstName} stands for something: whom it is said to',
  'broadcast.nobody': 'It would reach nobody',
  'broadcast.not-found': 'There is no such broadcast',
  'broadcast.ended': 'The broadcast is over',
} as const satisfies Record<RefusalCode | OperatorRefusalCode, string>;

export type AnyRefusal = Refusal | OperatorRefusal;

/** `There are too few credits (price 300, available 20).` */
export const refusalSentence = ({ code, ...details }: AnyRefusal): string => {
  const facts = Object.entries(details).map(([name, value]) => `${name} ${String(value)}`);
  return printable(`${sentences[code]}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}.`);
};

/** Tells that the domain said no, and ends the command with 4 where something was not found, else with 5. */
export const refused = (
  { output, terminal, exit }: Pick<CreateProgramOptions, 'output' | 'terminal' | 'exit'>,
  refusal: AnyRefusal,
  { json }: { readonly json?: true },
): void => {
  if (json) output.write(asJson({ refusal }));
  else terminal.note(refusalSentence(refusal));
  exit(refusal.code.endsWith('.not-found') ? exitCodes.notFound : exitCodes.refused);
};
