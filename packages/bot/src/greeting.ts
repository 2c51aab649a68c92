import type { Aisha, User } from '@aisha/core';
import type { Words } from './screens/menu.ts';

/**
 * What whoever has agreed is told above the menu: what they were given, as long as nothing else has
 * happened to their credits. Whoever agreed to a process that died before it could answer is told by
 * the next one.
 */
export const greetingOf = async (
  aisha: Pick<Aisha, 'listTransfers'>,
  { t }: Pick<Words, 't'>,
  { id }: Pick<User, 'id'>,
): Promise<string | undefined> => {
  const [first, next] = await aisha.listTransfers(id, { limit: 2 });
  if (first?.reason !== 'welcome' || next) return undefined;
  return `${t('welcome.granted', { credits: first.amount })}\n\n${t('menu.text')}`;
};
