import { Migration } from '@mikro-orm/migrations';

/**
 * The claim as a function. As one statement its plan is made from counts of what waits, which are
 * wrong whenever they matter: what waits comes and goes within milliseconds. These few steps each
 * have only one way, along the index of what waits.
 */
export class Migration0015Inbox extends Migration {
  override up(): void {
    this.addSql(claimUpdates);
  }

  override down(): void {
    this.addSql(`drop function claim_updates`);
  }
}

// Nobody waits for the disk to know of a claim: one that a crash of the server forgets is made again,
// as one whose lease has ended. Whatever a handler commits after it takes it along to the disk.
//
// A lane is locked before its updates are looked at, so that what is its first is certain then. Those
// who were seen in vain are not looked at again, as many of them as are quickly found in a list.
const claimUpdates = `
  create function claim_updates(claimant text, most integer, lease_ms double precision)
  returns table (
    id bigint, lane text, address text, payload json, attempts integer, conversation json
  )
  language plpgsql rows 16 as $$
  #variable_conflict use_column
  declare
    waiting record;
    seen text[] := '{}';
    taken integer := 0;
  begin
    perform set_config('synchronous_commit', 'off', true);
    for waiting in
      select head.lane, head.retry_at from channel_updates as head
      where head.finished_at is null order by head.id
    loop
      exit when taken >= most;
      continue when waiting.retry_at > now() or waiting.lane = any (seen);
      if cardinality(seen) < 100 then
        seen := seen || waiting.lane;
      end if;
      select free.lane, free.conversation into lane, conversation
      from channel_lanes as free
      where free.lane = waiting.lane and (free.leased_until is null or free.leased_until <= now())
      for no key update skip locked;
      continue when not found;
      update channel_updates as head set attempts = head.attempts + 1, retry_at = null
      where head.id = (
          select earliest.id from channel_updates as earliest
          where earliest.lane = waiting.lane and earliest.finished_at is null
          order by earliest.id limit 1
        )
        and head.finished_at is null and (head.retry_at is null or head.retry_at <= now())
      returning head.id, head.address, head.payload, head.attempts
      into id, address, payload, attempts;
      continue when not found;
      update channel_lanes as leased
      set owner = claimant, update_id = id,
        leased_until = now() + lease_ms * interval '1 millisecond'
      where leased.lane = waiting.lane;
      taken := taken + 1;
      return next;
    end loop;
  end
  $$`;
