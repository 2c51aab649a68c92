import { InvalidArgumentError } from 'commander';

export const parseLimit = (text: string): number => {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 200) return limit;
  throw new InvalidArgumentError('It is a number from 1 to 200.');
};

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;
const address = /^[a-z]{1,20}:[\w-]{1,100}$/u;

export const parseUuid = (text: string): string => {
  if (uuid.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('It is an id such as 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e.');
};

/** A person, by id or by address. */
export const parsePerson = (text: string): string => {
  if (uuid.test(text)) return text.toLowerCase();
  if (address.test(text)) return text;
  throw new InvalidArgumentError('It is an id, or an address such as telegram:123456789.');
};
