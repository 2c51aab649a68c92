import { createHash, randomBytes, randomInt } from 'node:crypto';
import { formatText } from './entities/format.ts';
import type { FileRecord } from './files.ts';
import { botUser, draftMessage, epochSeconds, saveMessage, type NewMessage } from './messages.ts';
import { newMediaGroupId } from './methods/album.ts';
import { keepFile, keepPhoto } from './methods/input-files.ts';
import { PageError } from './page-error.ts';
import { readPicture } from './photos.ts';
import type { Sandbox } from './sandbox.ts';
import { chatOf, userOf, type Person } from './store.ts';
import type { TemporaryFile } from './uploads.ts';
import { mediaContent } from './wire-files.ts';

const maxPeople = 1_000;
const maxPhotoRatio = 20;

export const createPerson = (
  { store }: Pick<Sandbox, 'store'>,
  details: Pick<Person, 'firstName' | 'username' | 'languageCode'>,
): Person => {
  if (store.people.size >= maxPeople) throw new PageError(409, 'There are too many people here.');
  let id = randomInt(100_000_000, 2_147_483_647);
  while (store.people.get(id) !== undefined) id += 1;
  const person = { ...details, id, started: false, blocked: false };
  store.people.set(id, person);
  return person;
};

/** Keeps the person's message, shows it and tells the bot. Gives the message's id. */
const post = (sandbox: Sandbox, person: Person, content: NewMessage): number => {
  if (!person.started) sandbox.store.people.set(person.id, { ...person, started: true });
  const draft = draftMessage(sandbox, person, { byBot: false, ...content });
  const { wire } = saveMessage(sandbox, draft);
  sandbox.updates.push({ message: wire });
  return wire.message_id;
};

export const postText = (sandbox: Sandbox, person: Person, raw: string): number => {
  const { text, entities } = formatText(raw);
  if (text === '' || text.length > 4_096)
    throw new PageError(400, 'A message has 1 to 4096 characters.');
  return post(sandbox, person, { text, ...(entities.length > 0 && { entities }) });
};

/** What an app cannot send as a photo, it sends as a file. */
const keepUpload = async (
  sandbox: Sandbox,
  source: TemporaryFile,
  as: 'photo' | 'document',
): Promise<FileRecord> => {
  const facts = as === 'photo' ? await readPicture(source.path) : undefined;
  const sides = facts && [facts.width, facts.height].toSorted((one, other) => one - other);
  const isPhoto = sides !== undefined && (sides[1] ?? 0) <= (sides[0] ?? 0) * maxPhotoRatio;
  const photo = isPhoto ? await keepPhoto(sandbox, source).catch(() => undefined) : undefined;
  return photo ?? keepFile(sandbox, source, { kind: 'document' });
};

export interface Upload {
  as: 'photo' | 'document';
  caption: string;
  mediaGroupId?: string;
}

export const postUpload = async (
  sandbox: Sandbox,
  person: Person,
  { source, as, caption, mediaGroupId }: Upload & { source: TemporaryFile },
): Promise<number> => {
  const { text, entities } = formatText(caption);
  if (text.length > 1_024) throw new PageError(400, 'A caption has at most 1024 characters.');
  const file = await keepUpload(sandbox, source, as);
  const current = sandbox.store.people.get(person.id) ?? person;
  return post(sandbox, current, {
    ...mediaContent(sandbox.files, file),
    ...(text !== '' && { caption: text }),
    ...(entities.length > 0 && { caption_entities: entities }),
    ...(mediaGroupId !== undefined && { media_group_id: mediaGroupId }),
  });
};

export const postVoice = async (
  sandbox: Sandbox,
  person: Person,
  { source, duration }: { source: TemporaryFile; duration: number },
): Promise<number> => {
  const file = await sandbox.files.add(source, { kind: 'voice', duration, mime: 'audio/ogg' });
  return post(sandbox, person, mediaContent(sandbox.files, file));
};

const newQueryId = (): string => String(randomBytes(6).readUIntBE(0, 6));

/** Like any app of Telegram's users, the page may send whatever data it likes. */
export const pressButton = (
  sandbox: Sandbox,
  person: Person,
  { messageId, data }: { messageId: number; data: string },
): string => {
  const record = sandbox.store.messages.find(person.id, messageId);
  if (record === undefined || !record.byBot)
    throw new PageError(404, 'This message is not here any more.');
  if (Buffer.byteLength(data) > 64) throw new PageError(400, 'Button data has at most 64 bytes.');
  const id = newQueryId();
  const askedAt = sandbox.now();
  const query = { id, kind: 'callback', userId: person.id, askedAt, answered: false } as const;
  sandbox.store.queries.set(id, query);
  const chatInstance = createHash('sha256').update(String(person.id)).digest().readBigInt64BE();
  sandbox.updates.push({
    callback_query: {
      id,
      from: userOf(person),
      message: record.wire,
      chat_instance: String(chatInstance),
      data,
    },
  });
  return id;
};

export const askInline = (
  sandbox: Sandbox,
  person: Person,
  { query, offset }: { query: string; offset: string },
): string => {
  const id = newQueryId();
  const askedAt = sandbox.now();
  const pending = { id, kind: 'inline', userId: person.id, askedAt, answered: false } as const;
  sandbox.store.queries.set(id, pending);
  sandbox.updates.push({ inline_query: { id, from: userOf(person), query, offset } });
  return id;
};

/** Sends a photo of an inline answer into the person's own chat with the bot, which hears of it as of any message. */
export const sendInlineResult = (
  sandbox: Sandbox,
  person: Person,
  { queryId, resultId }: { queryId: string; resultId: string },
): number => {
  const query = sandbox.store.queries.get(queryId);
  const isOwn = query?.kind === 'inline' && query.userId === person.id;
  const file = isOwn ? sandbox.files.find(query.choices?.[resultId] ?? '') : undefined;
  if (file === undefined) throw new PageError(404, 'There is no such result any more.');
  const content = mediaContent(sandbox.files, file);
  return post(sandbox, person, { ...content, via_bot: botUser(sandbox) });
};

/** The person shuts the bot out or lets it in again; the bot is told. */
export const setBlocked = (
  sandbox: Pick<Sandbox, 'bot' | 'store' | 'updates' | 'now'>,
  userId: number,
  blocked: boolean,
): void => {
  const person = sandbox.store.people.get(userId);
  if (person === undefined || person.blocked === blocked) return;
  sandbox.store.people.set(userId, { ...person, blocked });
  const member = (isOut: boolean) => ({
    user: botUser(sandbox),
    ...(isOut ? { status: 'kicked', until_date: 0 } : { status: 'member' }),
  });
  sandbox.updates.push({
    my_chat_member: {
      chat: chatOf(person),
      from: userOf(person),
      date: epochSeconds(sandbox),
      old_chat_member: member(!blocked),
      new_chat_member: member(blocked),
    },
  });
};

/** One media group id for each album a page is sending. */
export const createAlbums = () => {
  const groups = new Map<string, string>();
  return (userId: number, album: string): string => {
    const key = `${userId}:${album}`;
    const group = groups.get(key) ?? newMediaGroupId();
    groups.set(key, group);
    const [oldest] = groups.size > 500 ? groups.keys() : [];
    if (oldest !== undefined) groups.delete(oldest);
    return group;
  };
};
