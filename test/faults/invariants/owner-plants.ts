import { done, cancelled, generation, holdOf, stranger, type Plant } from './planting.ts';

const theirs = (table: string, where: string): string =>
  `update ${table} set user_id = ${stranger} where ${where}`;

export const ownerPlants: Readonly<Record<string, Plant>> = {
  'a picture is shown to another': {
    sql: theirs('images', 'index = 0'),
    tells: /^I9: image \S+ belongs to another person than its order/u,
  },
  'an order is of another': {
    sql: theirs('generations', `id = ${generation}`),
    tells: /^I9: generation \S+ belongs to another person than its avatar/u,
  },
  'an order is drawn with the face of another': {
    sql: theirs('generations', `id = ${generation}`),
    tells: /^I9: generation \S+ belongs to another person than its version/u,
  },
  'a training is of another': {
    sql: theirs('trainings', `id = ${done}`),
    tells: /^I9: training \S+ belongs to another person than its avatar/u,
  },
  'a photo is of another': {
    sql: theirs('photos', `avatar_id = (select avatar_id from trainings where id = ${done})`),
    tells: /^I9: photo \S+ belongs to another person than its avatar/u,
  },
  'another pays': {
    sql: theirs('holds', `id = ${holdOf(done)}`),
    tells: /^I9: work \S+ belongs to another person than its hold/u,
  },
  'a run is of another': {
    sql: theirs('provider_runs', `training_id = ${done}`),
    tells: /^I9: run \S+ belongs to another person than its work/u,
  },
  'a transfer is for the hold of another': {
    sql: theirs('ledger_transfers', `hold_id = ${holdOf(done)}`),
    tells: /^I9: transfer \S+ belongs to another person than its hold/u,
  },
  'a transfer moves the credits of another': {
    sql: theirs('ledger_transfers', `hold_id is null and user_id <> ${stranger}`),
    tells: /^I9: transfer \S+ belongs to another person than its account/u,
  },
  'an avatar has the version of another': {
    // Everybody has one main avatar, which an index sees to.
    sql: `update avatars set user_id = ${stranger}, is_main = false where active_training_id = ${done}`,
    tells: /^I9: avatar \S+ belongs to another person than its version in use/u,
  },
  'an avatar uses the version of another avatar': {
    sql: `update avatars set active_training_id = ${done} where status = 'draft'`,
    tells: /^I9: avatar \S+ uses the version of another avatar/u,
  },
  'a picture is drawn with the version of another avatar': {
    sql: `update generations set training_id = ${cancelled} where id = ${generation}`,
    tells: /^I9: generation \S+ is drawn with the version of another avatar/u,
  },
  'a training learns from the photos of another': {
    sql: `update trainings set photo_ids = array[(
      select id from photos where user_id = ${stranger} limit 1)] where id = ${done}`,
    tells: /^I9: training \S+ learns from a photo of something else/u,
  },
  'a live message tells of the work of another': {
    sql: `insert into live_messages (user_id, topic, message_ref, content_hash, version)
      select ${stranger}, 'training:' || id, '1', '1', 1 from trainings where id = ${done}`,
    tells: /^I9: live message training:\S+ tells one person of the work of another/u,
  },
};
