import type { Clause } from './clause.ts';
import { intents, runs } from './work.ts';

/** `one` and `other` are joined rows that belong to one person. */
const sameOwner = (thing: string, joined: string, other: string): Clause => ({
  invariant: 'I9',
  thing,
  says: `belongs to another person than its ${other}`,
  sql: `
    select one.id, format('%s and %s', one.user_id, other.user_id) as detail
    from ${joined} where one.user_id is distinct from other.user_id`,
});

const foreignPhotos = `
  select t.id, photo_id as detail
  from trainings t cross join lateral unnest(t.photo_ids) photo_id
  left join photos p on p.id = photo_id
  where p.user_id is distinct from t.user_id or p.avatar_id is distinct from t.avatar_id`;

/** No row of one person leads to a row of another. */
export const ownerClauses: readonly Clause[] = [
  sameOwner('image', 'images one join generations other on other.id = one.generation_id', 'order'),
  sameOwner(
    'generation',
    'generations one join avatars other on other.id = one.avatar_id',
    'avatar',
  ),
  sameOwner(
    'generation',
    'generations one join trainings other on other.id = one.training_id',
    'version',
  ),
  sameOwner('training', 'trainings one join avatars other on other.id = one.avatar_id', 'avatar'),
  sameOwner('photo', 'photos one join avatars other on other.id = one.avatar_id', 'avatar'),
  sameOwner('work', `(${intents}) one join holds other on other.id = one.hold_id`, 'hold'),
  sameOwner('run', `(${runs}) one join (${intents}) other on other.id = one.intent_id`, 'work'),
  sameOwner('transfer', 'ledger_transfers one join holds other on other.id = one.hold_id', 'hold'),
  sameOwner(
    'transfer',
    `ledger_transfers one join ledger_entries leg on leg.transfer_id = one.id
     join ledger_accounts other on other.id = leg.account_id`,
    'account',
  ),
  sameOwner(
    'avatar',
    'avatars one join trainings other on other.id = one.active_training_id',
    'version in use',
  ),
  {
    invariant: 'I9',
    thing: 'avatar',
    says: 'uses the version of another avatar',
    sql: `
      select a.id, t.avatar_id as detail from avatars a join trainings t on t.id = a.active_training_id
      where t.avatar_id <> a.id`,
  },
  {
    invariant: 'I9',
    thing: 'generation',
    says: 'is drawn with the version of another avatar',
    sql: `
      select g.id, t.avatar_id as detail from generations g join trainings t on t.id = g.training_id
      where t.avatar_id <> g.avatar_id`,
  },
  {
    invariant: 'I9',
    thing: 'training',
    says: 'learns from a photo of something else',
    sql: foreignPhotos,
  },
  {
    invariant: 'I9',
    thing: 'live message',
    says: 'tells one person of the work of another',
    sql: `
      select m.topic as id, m.user_id as detail
      from live_messages m join (${intents}) i on m.topic = format('%s:%s', i.type, i.id)
      where m.user_id <> i.user_id`,
  },
];
