import { Migration } from '@mikro-orm/migrations';

/** People whom operators let do nothing that costs, and the lists that operators look through. */
export class Migration0024BlockedUsers extends Migration {
  override up(): void {
    this.addSql(`alter table users add column blocked_since timestamptz null`);
    this.addSql(`create index users_blocked_index on users (id) where blocked_since is not null`);
    this.addSql(`create index trainings_in_vain_index on trainings (id) where ${inVain}`);
    this.addSql(`create index generations_in_vain_index on generations (id) where ${inVain}`);
  }

  override down(): void {
    this.addSql(`drop index generations_in_vain_index`);
    this.addSql(`drop index trainings_in_vain_index`);
    this.addSql(`drop index users_blocked_index`);
    this.addSql(`alter table users drop column blocked_since`);
  }
}

const inVain = `status in ('failed', 'blocked', 'cancelled', 'expired')`;
