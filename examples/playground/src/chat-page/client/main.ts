import { readState, sendText } from './api.ts';
import { openChat } from './chat.ts';
import type { ChatState } from './protocol.ts';
import { patientState } from './patient-state.ts';
import { languageOf } from './texts.ts';
import { welcome } from './welcome.ts';

const key = 'chat-user';
const root = document.querySelector<HTMLElement>('#root') ?? document.body;

/** `?user=` comes first, so that several people can be tried side by side. */
const knownUser = (): number | undefined => {
  const id = Number(new URLSearchParams(location.search).get('user') ?? localStorage.getItem(key));
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
};

const forget = (): void => {
  localStorage.removeItem(key);
  location.replace('/');
};

const newcomer = async (): Promise<ChatState> => {
  const user = await welcome(root, languageOf(navigator.language));
  if (location.search) history.replaceState(null, '', `/?user=${user.id}`);
  else localStorage.setItem(key, String(user.id));
  await sendText(user.id, '/start');
  return readState(user.id);
};

const known = knownUser();
const state = (known === undefined ? undefined : await patientState(known)) ?? (await newcomer());
openChat(root, state, forget);
