import type { AddHookRefusal, ReceiveWebhookRefusal, RefusalCode } from '@aisha/core';

type Kind = { readonly status: number; readonly title: string };

/** Of the domain's refusals those that a client of the API can meet. */
type ClientRefusalCode =
  Exclude<RefusalCode, ReceiveWebhookRefusal['code']> | AddHookRefusal['code'];

/** What the domain says no with. */
const refusals = {
  'avatar.not-found': { status: 404, title: 'There is no such avatar' },
  'avatar.too-many': { status: 409, title: 'This person has as many avatars as they may' },
  'avatar.subject-unfit': { status: 422, title: 'An avatar of this kind cannot be of this' },
  'avatar.busy-training': { status: 409, title: 'The avatar is being trained' },
  'avatar.not-ready': { status: 409, title: 'The avatar has no trained version yet' },
  'avatar-name.too-short': { status: 422, title: 'The name is too short' },
  'avatar-name.too-long': { status: 422, title: 'The name is too long' },
  'avatar-name.has-markup': { status: 422, title: 'The name holds signs that names do not' },
  'photo.not-found': { status: 404, title: 'There is no such photo' },
  'photos.received-too-many': { status: 409, title: 'Too many photos were sent for this avatar' },
  'photos.still-checking': { status: 409, title: 'Some photos are still being looked at' },
  'photos.too-few': { status: 409, title: 'There are too few good photos' },
  'training.not-found': { status: 404, title: 'There is no such training' },
  'training.ended': { status: 409, title: 'The training is over' },
  'version.without-pictures': { status: 409, title: 'The version has no pictures' },
  'price.raised': { status: 409, title: 'It costs more than was agreed to' },
  'credits.insufficient': { status: 402, title: 'The credits do not reach' },
  'prompt.too-short': { status: 422, title: 'The prompt is too short' },
  'prompt.too-long': { status: 422, title: 'The prompt is too long' },
  'prompt.refused': { status: 422, title: 'Nobody gets a picture of this' },
  'generator.missing': { status: 409, title: 'Nothing makes such pictures with this avatar' },
  'generation.not-found': { status: 404, title: 'There is no such order' },
  'generation.ended': { status: 409, title: 'The order is over' },
  'generation.ratio-unfit': { status: 422, title: 'The generator does not know this aspect ratio' },
  'generation.count-unfit': { status: 422, title: 'The generator does not make so many at a time' },
  'image.not-found': { status: 404, title: 'There is no such picture' },
  'image.too-large': { status: 422, title: 'The picture is too large for this' },
  'style.not-found': { status: 404, title: 'There is no such style' },
  'style.unfit': { status: 422, title: 'The style does not go with this avatar' },
  'assistant.not-configured': { status: 409, title: 'Nobody is there to help with words' },
  'drafts.too-many': { status: 429, title: 'Too many texts are being written for this person' },
  'user.blocked': { status: 403, title: 'Nothing is accepted for this person' },
  'hook.address-refused': { status: 422, title: 'Nothing is sent to such an address' },
  'hooks.too-many': { status: 409, title: 'The client has as many hooks as it may' },
} as const satisfies Record<ClientRefusalCode, Kind>;

/** What the edge itself says no with. */
const own = {
  'key.missing': { status: 401, title: 'The request carries no key' },
  'key.invalid': { status: 401, title: 'The key is not known, or was revoked' },
  'scope.missing': { status: 403, title: 'The key does not cover this' },
  'rate.limited': { status: 429, title: 'Too many requests at a time' },
  'route.not-found': { status: 404, title: 'There is nothing at this address' },
  'method.not-allowed': { status: 405, title: 'This is not what can be done here' },
  'request.invalid': { status: 400, title: 'The request is not as described' },
  'cursor.invalid': { status: 400, title: 'The cursor is not one of ours' },
  'request.broken': { status: 400, title: 'The request cannot be read as HTTP' },
  'request.too-slow': { status: 408, title: 'The request took too long' },
  'address.too-long': { status: 414, title: 'The address is too long' },
  'headers.too-large': { status: 431, title: 'The headers are too large' },
  'media-type.unsupported': { status: 415, title: 'This kind of content is not taken here' },
  'body.too-large': { status: 413, title: 'The body is too large' },
  'body.too-slow': { status: 408, title: 'The body took too long' },
  'body.broken': { status: 400, title: 'The body did not come as a whole' },
  'idempotency.key-invalid': { status: 400, title: 'The Idempotency-Key is not one' },
  'idempotency.mismatch': { status: 422, title: 'The Idempotency-Key stands for another request' },
  'idempotency.under-way': { status: 409, title: 'The same request is being worked on' },
  'user.not-found': { status: 404, title: 'The client has no such person' },
  'erasure.not-found': { status: 404, title: 'There is no such erasure' },
  'consent.outdated': { status: 403, title: 'The person has not agreed to the present terms' },
  'hook.not-found': { status: 404, title: 'The client has no such hook' },
  'hook-message.not-found': { status: 404, title: 'The client has no such message' },
  'service.unavailable': { status: 503, title: 'It cannot be done just now' },
  'service.unreachable': { status: 502, title: 'The line to the service broke: it may be done' },
  'service.unanswered': { status: 504, title: 'No answer came in time: it may be done' },
  internal: { status: 500, title: 'Something is wrong on our side' },
} as const satisfies Record<string, Kind>;

/** Every problem there is. A code is never used for anything else again. */
export const problemKinds = { ...refusals, ...own };
export type ProblemCode = keyof typeof problemKinds;

export const problemCodes = Object.keys(problemKinds) as ProblemCode[];

/** Where problems are explained: the reference page has a place for each. */
export const typeOf = (code: ProblemCode): string => `/api/v1/docs#${code}`;

type Facts = Readonly<Record<string, unknown>>;

/** RFC 9457, https://www.rfc-editor.org/rfc/rfc9457. `facts` are members of its own kind. */
export type ProblemBody = Facts & {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
};

/** Thrown wherever a request ends in a problem. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly facts: Facts;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    facts: Facts = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(`a request was refused: ${code}`);
    this.name = 'Problem';
    this.code = code;
    this.facts = facts;
    this.headers = headers;
  }

  get status(): number {
    return problemKinds[this.code].status;
  }

  get body(): ProblemBody {
    const { status, title } = problemKinds[this.code];
    return { ...this.facts, type: typeOf(this.code), title, status, code: this.code };
  }
}

/** What a use case granted; what it refused is a problem, with the facts that it told. */
export const granted = <T>(
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly refusal: { readonly code: ClientRefusalCode } },
): T => {
  if (result.ok) return result.value;
  const { code, ...facts } = result.refusal;
  throw new Problem(code, facts);
};

export const found = <T>(value: T | undefined, code: ProblemCode): T => {
  if (value === undefined) throw new Problem(code);
  return value;
};
