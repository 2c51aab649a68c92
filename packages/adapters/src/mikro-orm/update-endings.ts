import { PortError, type ClaimedUpdate } from '@aisha/core';
import { failureOf } from './database-errors.ts';
import { groupCommit, type GroupLimits } from './group-commit.ts';
import { toJson } from './mappers/columns.ts';
import type { Ask } from './statements.ts';
import { withRetries } from './with-retries.ts';

const mebibyte = 1024 * 1024;

const limits: GroupLimits = {
  groups: 1,
  most: 128,
  largest: 4 * mebibyte,
  mostWaiting: 2_000,
  largestWaiting: 12 * mebibyte,
  // A lease lasts much longer.
  patienceMs: 10_000,
};

type Ending = {
  readonly id: number;
  readonly lane: string;
  readonly owner: string;
  /** As the row counts this claim. */
  readonly attempts: number;
  readonly conversation: string | null;
};

type EndUpdate = (
  update: ClaimedUpdate,
  options: { owner: string; conversation: unknown },
) => Promise<boolean>;

/** Finishes updates, those that end while others are being committed with one statement. */
export const endingUpdates = (ask: Ask): EndUpdate => {
  const end = groupCommit<Ending, boolean>({
    commit: (endings) => withRetries(() => endTogether(ask, endings)),
    mayBeOfOne: (error) => failureOf(error) !== 'unavailable',
    sizeOf: ({ conversation }) => conversation?.length ?? 0,
    shed: (reason) => new PortError('database.unavailable', told[reason], { retryable: true }),
    limits,
  });
  return ({ id, lane, attempts }, { owner, conversation }) =>
    end({ id, lane, owner, attempts: attempts + 1, conversation: toJson(conversation) });
};

const told = {
  full: 'too many updates wait to be finished',
  late: 'the database took too long to finish an update',
} as const;

const endTogether = async (ask: Ask, endings: readonly Ending[]): Promise<readonly boolean[]> => {
  const open = new Map(endings.toReversed().map((ending) => [keyOf(ending), ending]));
  const each = [...open.values()];
  const { rows } = await ask(
    'end-updates',
    endUpdates,
    columns.map((column) => each.map((ending) => ending[column])),
  );
  const ended = new Set(rows.map(({ id, attempts }) => `${String(id)} ${String(attempts)}`));
  // Of several who finish the same, the first has.
  return endings.map((ending) => open.get(keyOf(ending)) === ending && ended.has(claimOf(ending)));
};

/** A process may take again what it lost itself: the count of attempts tells its two claims apart. */
const claimOf = ({ id, attempts }: Ending): string => `${id} ${attempts}`;
const keyOf = (ending: Ending): string => `${claimOf(ending)} ${ending.owner}`;

const columns = ['id', 'lane', 'owner', 'attempts', 'conversation'] as const;

/** Lanes are locked in one order everywhere, so that two who do this at once never wait in a circle. */
const endUpdates = `
  with ending as (
    select * from unnest($1::bigint[], $2::text[], $3::text[], $4::integer[], $5::text[])
      as ending (id, lane, owner, attempts, conversation)
  ), held as materialized (
    select ending.*
    from ending
    join channel_lanes as lane on lane.lane = ending.lane
      and lane.owner = ending.owner and lane.update_id = ending.id
    order by lane.lane
    for no key update of lane
  ), done as (
    update channel_updates as done set finished_at = now(), payload = null, address = null
    from held
    where done.id = held.id and done.finished_at is null and done.attempts = held.attempts
    returning done.id, done.lane, done.attempts, held.conversation
  )
  update channel_lanes as lane
  set owner = null, update_id = null, leased_until = null, conversation = done.conversation::json
  from done where lane.lane = done.lane
  returning done.id, done.attempts`;
