/** A way to break a promise, past all that the database does against it, and the sentence that tells. */
export type Plant = { readonly sql: string; readonly tells: RegExp };

export const done = `(select id from trainings where status = 'succeeded' limit 1)`;
export const cancelled = `(select id from trainings where status = 'cancelled' limit 1)`;
export const live = `(select id from trainings where status = 'queued' limit 1)`;
export const generation = `(select id from generations where status = 'succeeded' limit 1)`;
export const holdOf = (training: string): string =>
  `(select hold_id from trainings where id = ${training})`;
/** Somebody to whom nothing of the above belongs. */
export const stranger = `(
  select id from users u where not exists (select from trainings t where t.user_id = u.id)
    and not exists (select from generations g where g.user_id = u.id) limit 1)`;
export const settlementOf = (hold: string): string =>
  `(select id from ledger_transfers where hold_id = ${hold} and kind <> 'hold')`;

/** The same transfer again, with its entries, under another key. */
export const repeatTransfer = (transfer: string, kind = 'kind'): string => `
  with again as (
    insert into ledger_transfers (idempotency_key, kind, user_id, hold_id, reason)
    select idempotency_key || ' again', ${kind}, user_id, hold_id, reason
    from ledger_transfers where id = ${transfer} returning id
  )
  insert into ledger_entries (transfer_id, leg, account_id, house, amount)
  select again.id, leg, account_id, house, amount from again, ledger_entries
  where transfer_id = ${transfer}`;

export const repeatRow = (
  table: string,
  where: string,
  changes: Record<string, string>,
): string => {
  const row = Object.entries(changes).map(([column, value]) => `'${column}', ${value}`);
  return `insert into ${table} select (jsonb_populate_record(one,
    jsonb_build_object(${row.join(', ')}))).* from ${table} one where ${where} limit 1`;
};

export const newId = 'gen_random_uuid()';
