import { Migration } from '@mikro-orm/migrations';

/**
 * Who sent a claimed update, as of now. A join sees the database as it was when the statement began,
 * the claim's own steps as it is at each of them: whoever joined in between, their next words were
 * taken for a stranger's.
 */
export class Migration0027ClaimedUsers extends Migration {
  override up(): void {
    this.addSql(`
      create function user_now(sender text) returns jsonb language plpgsql volatile as $$
      begin
        return (select to_jsonb(users) from users where users.address = sender);
      end
      $$`);
  }

  override down(): void {
    this.addSql(`drop function user_now`);
  }
}
