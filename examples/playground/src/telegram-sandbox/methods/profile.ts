import { z } from 'zod';
import {
  readField,
  readMenuButton,
  writeField,
  writeMenuButton,
  type ProfileField,
} from '../bot-profile.ts';
import { badRequest } from '../errors.ts';
import type { Sandbox } from '../sandbox.ts';
import { method } from './method.ts';
import { integer, object, text } from './parameters.ts';
import { findPerson } from './people.ts';

const language = { language_code: text };

const setField = (sandbox: Sandbox, field: ProfileField, input: FieldInput): true => {
  const { value = '', language = '', maxLength } = input;
  if (value.length > maxLength) throw badRequest(`bot ${field.replace('_', ' ')} is too long`);
  if (!/^([a-z]{2})?$/.test(language)) throw badRequest('invalid language code specified');
  writeField(sandbox, { field, language }, value);
  return true;
};

interface FieldInput {
  value: string | undefined;
  language: string | undefined;
  maxLength: number;
}

const setMyName = method({
  name: 'setMyName',
  parameters: { name: text, ...language },
  run: (sandbox, { name: value, language_code: language }) =>
    setField(sandbox, 'name', { value, language, maxLength: 64 }),
});

const getMyName = method({
  name: 'getMyName',
  parameters: language,
  run: (sandbox, { language_code: code = '' }) => ({
    name: readField(sandbox, 'name', code) || readField(sandbox, 'name', ''),
  }),
});

const setMyDescription = method({
  name: 'setMyDescription',
  parameters: { description: text, ...language },
  run: (sandbox, { description: value, language_code: language }) =>
    setField(sandbox, 'description', { value, language, maxLength: 512 }),
});

const getMyDescription = method({
  name: 'getMyDescription',
  parameters: language,
  run: (sandbox, { language_code: code = '' }) => ({
    description: readField(sandbox, 'description', code),
  }),
});

const setMyShortDescription = method({
  name: 'setMyShortDescription',
  parameters: { short_description: text, ...language },
  run: (sandbox, { short_description: value, language_code: language }) =>
    setField(sandbox, 'short_description', { value, language, maxLength: 120 }),
});

const getMyShortDescription = method({
  name: 'getMyShortDescription',
  parameters: language,
  run: (sandbox, { language_code: code = '' }) => ({
    short_description: readField(sandbox, 'short_description', code),
  }),
});

const menuButton = z.looseObject(
  { type: z.enum(['commands', 'web_app', 'default']) },
  { error: "can't parse menu button: Unsupported menu button type" },
);

const setChatMenuButton = method({
  name: 'setChatMenuButton',
  parameters: { chat_id: integer.optional(), menu_button: object(menuButton).optional() },
  run: (sandbox, { chat_id: chatId, menu_button: button = { type: 'default' } }) => {
    if (chatId !== undefined) findPerson(sandbox, chatId);
    writeMenuButton(sandbox, chatId, button.type === 'default' ? { type: 'commands' } : button);
    return true;
  },
});

const getChatMenuButton = method({
  name: 'getChatMenuButton',
  parameters: { chat_id: integer.optional() },
  run: (sandbox, { chat_id: chatId }) => {
    if (chatId !== undefined) findPerson(sandbox, chatId);
    return readMenuButton(sandbox, chatId);
  },
});

export const profileMethods = [
  setMyName,
  getMyName,
  setMyDescription,
  getMyDescription,
  setMyShortDescription,
  getMyShortDescription,
  setChatMenuButton,
  getChatMenuButton,
];
