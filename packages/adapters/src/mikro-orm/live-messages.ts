import type { LiveMessage, LiveMessages, UserId } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { z } from 'zod';
import { translated } from './database-errors.ts';
import type { Database, Tables } from './entities/index.ts';
import { branded, count } from './mappers/columns.ts';
import { watched } from './watched.ts';

/** Each call is one statement and commits by itself. */
export const mikroOrmLiveMessages = ({ orm }: { readonly orm: MikroORM }): LiveMessages => {
  const db = (): Database => orm.em.fork().getKysely<Tables>();
  return watched<LiveMessages>(
    {
      async find(userId, topic) {
        const row = await db()
          .selectFrom('live_messages')
          .selectAll()
          .where('user_id', '=', userId)
          .where('topic', '=', topic)
          .executeTakeFirst();
        return row && toLiveMessage(row);
      },
      save: (message) => save(db(), message),
      async delete(userId, topic) {
        await db()
          .deleteFrom('live_messages')
          .where('user_id', '=', userId)
          .where('topic', '=', topic)
          .execute();
      },
    },
    translated,
  );
};

const save = async (db: Database, message: LiveMessage): Promise<boolean> => {
  const shown = {
    message_ref: message.messageRef,
    content_hash: message.contentHash,
    version: message.version,
  };
  const saved = await db
    .insertInto('live_messages')
    .values({ user_id: message.userId, topic: message.topic, ...shown })
    .onConflict((conflict) =>
      conflict
        .columns(['user_id', 'topic'])
        .doUpdateSet({ ...shown, updated_at: sql`now()` })
        .where('live_messages.version', '<=', message.version),
    )
    .executeTakeFirst();
  return saved.numInsertedOrUpdatedRows === 1n;
};

const liveMessageRow = z.object({
  user_id: branded<UserId>(),
  topic: z.string(),
  message_ref: z.string(),
  content_hash: z.string(),
  version: count,
});

const toLiveMessage = (raw: unknown): LiveMessage => {
  const row = liveMessageRow.parse(raw);
  return {
    userId: row.user_id,
    topic: row.topic,
    messageRef: row.message_ref,
    contentHash: row.content_hash,
    version: row.version,
  };
};
