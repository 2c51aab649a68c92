import type { Message } from '@aisha/adapters/telegraf';
import type { Aisha, Registered } from '@aisha/core';
import { menuScreen, type Words } from './screens/menu.ts';

type Joined = Pick<Registered, 'user' | 'welcomedBefore'>;

/**
 * The menu for whoever has just agreed, and above it what they were given, as long as nothing else has
 * happened to their credits: whoever agreed to a process that died before it could answer is told by
 * the next one.
 */
export const greetedMenu = async (
  aisha: Pick<Aisha, 'listTransfers'>,
  words: Words,
  joined: Joined,
): Promise<Message> => {
  const greeting = await greetingOf(aisha, words, joined);
  return menuScreen(words, greeting && `${greeting}\n\n${words.t('menu.text')}`);
};

const greetingOf = async (
  aisha: Pick<Aisha, 'listTransfers'>,
  { t }: Words,
  { user, welcomedBefore }: Joined,
): Promise<string | undefined> => {
  if (welcomedBefore) return t('welcome.back');
  const [first, next] = await aisha.listTransfers(user.id, { limit: 2 });
  const isAll = first?.reason === 'welcome' && !next;
  return isAll ? t('welcome.granted', { credits: first.amount }) : undefined;
};
