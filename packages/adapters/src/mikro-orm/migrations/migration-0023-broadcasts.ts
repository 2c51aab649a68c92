import { Migration } from '@mikro-orm/migrations';

/** What operators say to many people, and how far each has come. */
export class Migration0023Broadcasts extends Migration {
  override up(): void {
    this.addSql(broadcasts);
  }

  override down(): void {
    this.addSql(`drop table broadcasts`);
  }
}

// Whose turn it is is no foreign key: they may be forgotten meanwhile, and the id then leads to nobody.
const broadcasts = `
  create table broadcasts (
    id uuid not null,
    status text not null,
    texts jsonb not null,
    fallback text not null,
    audience jsonb not null,
    people integer not null,
    told integer not null,
    skipped integer not null,
    failed integer not null,
    step integer not null,
    at_user_id uuid null,
    attempts smallint not null,
    created_at timestamptz not null,
    finished_at timestamptz null,
    constraint broadcasts_pkey primary key (id),
    constraint broadcasts_status_check check (status in ('sending', 'done', 'stopped')),
    constraint broadcasts_texts_check check (
      jsonb_typeof(texts) = 'object' and coalesce(texts ->> fallback, '') <> ''
    ),
    constraint broadcasts_counts_check check (
      people >= 0 and told >= 0 and skipped >= 0 and failed >= 0 and step >= 0
    ),
    constraint broadcasts_attempts_check check (
      attempts between 0 and 2 and (attempts = 0 or at_user_id is not null)
    ),
    constraint broadcasts_finished_check check ((status = 'sending') = (finished_at is null))
  )`;
