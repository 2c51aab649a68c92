import type { Hooks } from '../../ports/hooks.ts';
import { byText, insert, newestPage, saveFrom } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryHooks = (store: Store): Hooks => ({
  ...hooksIn(store),
  ...messagesIn(store),
});

const hooksIn = ({
  hooks,
  hookMessages,
  apiClients,
}: Store): Pick<Hooks, 'find' | 'list' | 'countForUpdate' | 'add' | 'disable' | 'delete'> => ({
  find: async (id, clientId) => {
    const hook = hooks.get(id);
    return hook?.clientId === clientId ? hook : undefined;
  },
  list: async (clientId) =>
    [...hooks.values()]
      .filter((hook) => hook.clientId === clientId)
      .toSorted((one, other) => byText(one.id, other.id)),
  countForUpdate: async (clientId) => {
    const client = apiClients.get(clientId);
    // To change it as it is takes its lock.
    if (client) apiClients.set(clientId, client);
    return [...hooks.values()].filter((hook) => hook.clientId === clientId).length;
  },
  add: async (hook) => insert(hooks, hook),
  disable: async (id, at) => {
    const hook = hooks.get(id);
    if (hook && !hook.disabledAt) hooks.set(id, { ...hook, disabledAt: at });
  },
  delete: async (id, clientId) => {
    if (hooks.get(id)?.clientId !== clientId) return false;
    for (const message of hookMessages.values()) {
      if (message.hookId === id) hookMessages.delete(message.id);
    }
    return hooks.delete(id);
  },
});

const messagesIn = ({
  hooks,
  hookMessages,
  users,
}: Store): Omit<Hooks, keyof ReturnType<typeof hooksIn>> => ({
  findMessage: async (id) => {
    const message = hookMessages.get(id);
    const hook = message && hooks.get(message.hookId);
    return message && hook && { message, hook };
  },
  listMessages: async ({ limit, before, clientId, hookId, status }) => {
    const found = [...hookMessages.values()].filter(
      (message) =>
        (clientId === undefined || message.clientId === clientId) &&
        (hookId === undefined || message.hookId === hookId) &&
        (status === undefined || message.status === status),
    );
    return newestPage(found, { limit, ...(before && { before }) });
  },
  addMessage: async (message) => {
    const isDouble = [...hookMessages.values()].some(
      ({ hookId, topic }) => hookId === message.hookId && topic === message.topic,
    );
    if (isDouble || !users.has(message.userId) || !hooks.has(message.hookId)) return false;
    insert(hookMessages, message);
    return true;
  },
  saveMessage: async (message, from) => saveFrom(hookMessages, message, from),
  deleteFinishedMessages: async ({ before, limit }) => {
    const due = [...hookMessages.values()]
      .filter(({ finishedAt }) => finishedAt !== undefined && finishedAt < before)
      .toSorted((one, other) => Number(one.finishedAt) - Number(other.finishedAt))
      .slice(0, limit);
    for (const { id } of due) hookMessages.delete(id);
    return due.length;
  },
});
