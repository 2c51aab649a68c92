import type { Sandbox } from './sandbox.ts';

export interface Command {
  command: string;
  description: string;
}

export type ProfileField = 'name' | 'description' | 'short_description';

type Desk = Pick<Sandbox, 'store' | 'bot' | 'hub'>;

const commandsKey = (scope: string, language: string): string => `commands:${scope}:${language}`;
const fieldKey = (field: ProfileField, language: string): string => `${field}:${language}`;

/** `scope` is the scope's type, with the chat's id where it has one. */
export const readCommands = ({ store }: Desk, scope: string, language: string): Command[] =>
  (store.settings.get(commandsKey(scope, language)) as Command[] | undefined) ?? [];

export const readField = ({ store, bot }: Desk, field: ProfileField, language: string): string => {
  const value = store.settings.get(fieldKey(field, language)) as string | undefined;
  return value ?? (field === 'name' && language === '' ? bot.name : '');
};

const fieldFor = (desk: Desk, field: ProfileField, language: string): string =>
  readField(desk, field, language) || readField(desk, field, '');

/** From the narrowest scope to the widest, the person's language before none. */
const commandsFor = (desk: Desk, chatId: number, language: string): Command[] => {
  for (const scope of [`chat:${chatId}`, 'all_private_chats', 'default'])
    for (const code of [language, '']) {
      const commands = readCommands(desk, scope, code);
      if (commands.length > 0) return commands;
    }
  return [];
};

/** The bot as one person sees it. Telegram goes by the two letters of their language. */
export const botFor = (desk: Desk, chatId: number) => {
  const language = desk.store.people.get(chatId)?.languageCode.slice(0, 2).toLowerCase() ?? '';
  return {
    name: fieldFor(desk, 'name', language) || desk.bot.name,
    username: desk.bot.username,
    description: fieldFor(desk, 'description', language),
    shortDescription: fieldFor(desk, 'short_description', language),
    commands: commandsFor(desk, chatId, language),
    menu: readMenuButton(desk, chatId),
  };
};

export const readMenuButton = ({ store }: Desk, chatId: number | undefined): unknown =>
  store.settings.get(`menu:${chatId ?? ''}`) ?? store.settings.get('menu:') ?? { type: 'commands' };

const announce = (desk: Desk): void => {
  for (const userId of desk.hub.watchers()) desk.hub.publish(userId, 'bot', botFor(desk, userId));
};

export const writeCommands = (
  desk: Desk,
  { scope, language }: { scope: string; language: string },
  commands: Command[],
): void => {
  if (commands.length === 0) desk.store.settings.delete(commandsKey(scope, language));
  else desk.store.settings.set(commandsKey(scope, language), commands);
  announce(desk);
};

export const writeField = (
  desk: Desk,
  { field, language }: { field: ProfileField; language: string },
  value: string,
): void => {
  if (value === '') desk.store.settings.delete(fieldKey(field, language));
  else desk.store.settings.set(fieldKey(field, language), value);
  announce(desk);
};

export const writeMenuButton = (desk: Desk, chatId: number | undefined, button: unknown): void => {
  desk.store.settings.set(`menu:${chatId ?? ''}`, button);
  announce(desk);
};
