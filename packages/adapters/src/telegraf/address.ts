import { PortError, type Address } from '@aisha/core';

/** A person in Telegram as the core knows them. The id is of the person, and of their private chat alike. */
export const telegramAddress = (userId: number): Address => `telegram:${userId}` as Address;

/** Throws `messenger.rejected`, which no second try mends, where the person has no chat in Telegram. */
export const chatIdOf = (address: Address): number => {
  const id = Number(/^telegram:(-?\d{1,16})$/u.exec(address)?.[1]);
  if (Number.isSafeInteger(id)) return id;
  throw new PortError('messenger.rejected', 'not an address in Telegram', { retryable: false });
};

/** By which lanes a person's updates come in: their private chat, and what they do in none of theirs. */
export const lanesOf = (address: Address): readonly string[] => {
  // Who came over another channel has none here.
  if (!address.startsWith('telegram:')) return [];
  const id = chatIdOf(address);
  return [`chat:${id}`, `person:${id}`, `inline:${id}`];
};
