import { Migration } from '@mikro-orm/migrations';

/** Prompts that are written for people, what was not let through and why, and how much help each person wants. */
export class Migration0019Safety extends Migration {
  override up(): void {
    this.addSql(drafts);
    this.addSql(`create index prompt_drafts_user_index on prompt_drafts (user_id, created_at)`);
    this.addSql(`create index prompt_drafts_avatar_index on prompt_drafts (avatar_id)`);
    this.addSql(`create index prompt_drafts_age_index on prompt_drafts (created_at)`);
    this.addSql(decisions);
    this.addSql(
      `create index safety_decisions_user_index on safety_decisions (user_id, decided_at, id)`,
    );
    this.addSql(`
      alter table users
        add column enhancement text not null default 'off',
        add constraint users_enhancement_check check (enhancement in ('off', 'light', 'cinematic'))`);
  }

  override down(): void {
    this.addSql(`alter table users drop column enhancement`);
    this.addSql(`drop table safety_decisions`);
    this.addSql(`drop table prompt_drafts`);
  }
}

// Nothing waits for an avatar's drafts when it goes, and what they came from is not kept once they are written.
const drafts = `
  create table prompt_drafts (
    id uuid not null,
    user_id uuid not null,
    avatar_id uuid not null,
    kind text not null,
    status text not null,
    source text null,
    original text null,
    enhancement text null,
    analysis text null,
    prompt text null,
    failure text null,
    created_at timestamptz not null,
    constraint prompt_drafts_pkey primary key (id),
    constraint prompt_drafts_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred,
    constraint prompt_drafts_avatar_id_foreign foreign key (avatar_id) references avatars (id)
      on delete cascade deferrable initially deferred,
    constraint prompt_drafts_kind_check check (kind in ('photo', 'voice', 'words')),
    constraint prompt_drafts_words_check check ((kind = 'words') = (original is not null)),
    constraint prompt_drafts_enhancement_check check (
      enhancement in ('off', 'light', 'cinematic') and (kind = 'words' or enhancement is null)
    ),
    constraint prompt_drafts_ended_check check (
      case status
        when 'waiting' then num_nonnulls(prompt, analysis, failure) = 0
        when 'written' then prompt is not null and failure is null and source is null
        when 'failed' then failure is not null and prompt is null and source is null
        else false
      end
    ),
    constraint prompt_drafts_length_check check (
      char_length(coalesce(prompt, '')) <= 2000 and char_length(coalesce(original, '')) <= 2000
      and char_length(coalesce(analysis, '')) <= 1000
    )
  )`;

// No words of anybody: a rule's name, and what it was about.
const decisions = `
  create table safety_decisions (
    id uuid not null,
    user_id uuid not null,
    subject_type text not null,
    subject_id uuid null,
    judge text not null,
    category text null,
    reason text not null,
    decided_at timestamptz not null,
    constraint safety_decisions_pkey primary key (id),
    constraint safety_decisions_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred,
    constraint safety_decisions_subject_check check (
      subject_type in ('prompt', 'generation', 'photo', 'draft')
      and (subject_type = 'prompt') = (subject_id is null)
    ),
    constraint safety_decisions_judge_check check (
      judge in ('rules', 'moderator', 'nobody') and (judge = 'nobody') = (category is null)
    ),
    constraint safety_decisions_reason_check check (char_length(reason) between 1 and 200)
  )`;
