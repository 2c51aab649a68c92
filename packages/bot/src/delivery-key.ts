/** A message is one delivery, however often Telegram hands it over. */
export const deliveryKeyOf = (chatId: number, messageId: number): string =>
  `telegram:${chatId}:${messageId}`;

/** The message that a photo came in, alone or in an archive (`…:55/003`). */
export const messageIdOf = (key: string): number | undefined => {
  const id = Number(key.split(':').at(-1)?.split('/')[0]);
  return Number.isSafeInteger(id) ? id : undefined;
};
