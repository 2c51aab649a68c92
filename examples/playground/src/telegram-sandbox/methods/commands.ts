import { z } from 'zod';
import { readCommands, writeCommands, type Command } from '../bot-profile.ts';
import { badRequest } from '../errors.ts';
import { method } from './method.ts';
import { object, text } from './parameters.ts';

const scope = object(
  z.looseObject(
    { type: z.string(), chat_id: z.union([z.number(), z.string()]).optional() },
    { error: "can't parse BotCommandScope JSON object" },
  ),
).optional();
const parameters = { scope, language_code: text };

const scopes = new Set([
  'default',
  'all_private_chats',
  'all_group_chats',
  'all_chat_administrators',
  'chat',
  'chat_administrators',
  'chat_member',
]);

const place = ({
  scope,
  language_code: language = '',
}: {
  scope?: { type: string; chat_id?: number | string | undefined } | undefined;
  language_code?: string | undefined;
}) => {
  const { type, chat_id: chatId } = scope ?? { type: 'default' };
  if (!scopes.has(type)) throw badRequest('unsupported BotCommandScope specified');
  if (type === 'chat' && chatId === undefined) throw badRequest('chat_id is empty');
  if (!/^([a-z]{2})?$/.test(language)) throw badRequest('invalid language code specified');
  return { scope: chatId === undefined ? type : `${type}:${chatId}`, language };
};

const checkCommand = ({ command, description }: Command): Command => {
  const name = command.replace(/^\//, '');
  if (!/^[a-z0-9_]{1,32}$/.test(name)) throw badRequest('BOT_COMMAND_INVALID');
  if (description.trim() === '' || description.length > 256)
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  return { command: name, description };
};

const setMyCommands = method({
  name: 'setMyCommands',
  parameters: {
    commands: object(
      z.array(z.looseObject({ command: z.string(), description: z.string() }), {
        error: "can't parse commands list JSON object",
      }),
    ),
    ...parameters,
  },
  run: (sandbox, { commands, ...rest }) => {
    if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    writeCommands(sandbox, place(rest), commands.map(checkCommand));
    return true;
  },
});

const getMyCommands = method({
  name: 'getMyCommands',
  parameters,
  run: (sandbox, rest) => {
    const { scope, language } = place(rest);
    return readCommands(sandbox, scope, language);
  },
});

const deleteMyCommands = method({
  name: 'deleteMyCommands',
  parameters,
  run: (sandbox, rest) => {
    writeCommands(sandbox, place(rest), []);
    return true;
  },
});

export const commandMethods = [setMyCommands, getMyCommands, deleteMyCommands];
