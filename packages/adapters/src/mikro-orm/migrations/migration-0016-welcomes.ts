import { Migration } from '@mikro-orm/migrations';

/** Who was given welcome credits, under a name that leads to nobody, until it is forgotten. */
export class Migration0016Welcomes extends Migration {
  override up(): void {
    this.addSql(welcomes);
    this.addSql(`create index account_welcomes_due_index on account_welcomes (forget_at)`);
  }

  override down(): void {
    this.addSql(`drop table account_welcomes`);
  }
}

// The beginning of a month is all that is known of the time: any finer it would tell whose transfer,
// and so whose books, a pseudonym goes with.
const welcomes = `
  create table account_welcomes (
    pseudonym text not null,
    forget_at timestamptz not null,
    constraint account_welcomes_pkey primary key (pseudonym),
    constraint account_welcomes_pseudonym_check check (length(pseudonym) between 32 and 64),
    constraint account_welcomes_forget_at_check check (
      forget_at = date_trunc('month', forget_at, 'UTC')
    )
  )`;
