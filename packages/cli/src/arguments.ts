import { InvalidArgumentError } from 'commander';

export const parseLimit = (text: string): number => {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 200) return limit;
  throw new InvalidArgumentError('It is a number from 1 to 200.');
};

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;
const address = /^[a-z]{1,20}:[\w.~:-]{1,110}$/u;

export const parseUuid = (text: string): string => {
  if (uuid.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('It is an id such as 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e.');
};

/** For an argument that takes several. */
export const parseUuids = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  parseUuid(text),
];

/** Words of an operator's own, for people to read. */
export const parseWords = (text: string, longest: number): string => {
  const words = text.trim();
  const isFit = words.length > 0 && words.length <= longest && !/[\p{C}\p{Zl}\p{Zp}]/u.test(words);
  if (isFit) return words;
  throw new InvalidArgumentError(`It is a line of 1 to ${longest} characters.`);
};

/** A person, by id or by address. */
export const parsePerson = (text: string): string => {
  if (uuid.test(text)) return text.toLowerCase();
  if (address.test(text)) return text;
  throw new InvalidArgumentError('It is an id, or an address such as telegram:123456789.');
};

/** The provider's own name for a request. */
export const parseRequestId = (text: string): string => {
  if (/^[\w-]{1,128}$/u.test(text)) return text;
  throw new InvalidArgumentError('It is an id of the provider’s: letters, digits, - and _.');
};

export const parseCredits = (text: string): number => {
  const credits = Number(text);
  if (Number.isInteger(credits) && credits >= 1 && credits <= 1_000_000) return credits;
  throw new InvalidArgumentError('It is a whole number from 1 to 1000000.');
};
