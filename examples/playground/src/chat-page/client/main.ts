import { ApiError, readState, sendText } from './api.ts';
import { openChat } from './chat.ts';
import type { ChatState } from './protocol.ts';
import { languageOf } from './texts.ts';
import { welcome } from './welcome.ts';

const key = 'chat-user';
const root = document.querySelector<HTMLElement>('#root') ?? document.body;
const retryMs = 2000;

/** `?user=` comes first, so that several people can be tried side by side. */
const knownUser = (): number | undefined => {
  const id = Number(new URLSearchParams(location.search).get('user') ?? localStorage.getItem(key));
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
};

const forget = (): void => {
  localStorage.removeItem(key);
  location.replace('/');
};

/** The user's chat; undefined when the sandbox knows no such user (it may have been reset). */
const stateOf = async (user: number): Promise<ChatState | undefined> => {
  try {
    return await readState(user);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    await new Promise((resolve) => setTimeout(resolve, retryMs));
    return stateOf(user);
  }
};

const newcomer = async (): Promise<ChatState> => {
  const user = await welcome(root, languageOf(navigator.language));
  if (location.search) history.replaceState(null, '', `/?user=${user.id}`);
  else localStorage.setItem(key, String(user.id));
  await sendText(user.id, '/start');
  return readState(user.id);
};

const known = knownUser();
const state = (known === undefined ? undefined : await stateOf(known)) ?? (await newcomer());
openChat(root, state, forget);
