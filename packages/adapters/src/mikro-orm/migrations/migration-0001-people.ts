import { Migration } from '@mikro-orm/migrations';

/** People, their avatars and the photos on the way into them. */
export class Migration0001People extends Migration {
  override up(): void {
    this.addSql(users);
    this.addSql(avatars);
    this.addSql(
      `create index avatars_list_index on avatars (user_id, id) where status <> 'deleted'`,
    );
    this.addSql(photos);
    this.addSql(`create index photos_list_index on photos (avatar_id, received_at, id)`);
    this.addSql(
      `create index photos_unjudged_index on photos (received_at) where status = 'received'`,
    );
  }

  override down(): void {
    this.addSql(`drop table photos`);
    this.addSql(`drop table avatars`);
    this.addSql(`drop table users`);
  }
}

const users = `
  create table users (
    id uuid not null,
    address text not null,
    first_name text not null,
    locale text not null,
    consent_version text not null,
    consent_given_at timestamptz not null,
    unreachable_since timestamptz null,
    created_at timestamptz not null,
    constraint users_pkey primary key (id),
    constraint users_address_unique unique (address),
    constraint users_locale_check check (locale in ('ru', 'en'))
  )`;

// The active training's foreign key comes with the trainings.
const avatars = `
  create table avatars (
    id uuid not null,
    user_id uuid not null,
    name text not null,
    kind text not null,
    subject text not null,
    status text not null,
    active_training_id uuid null,
    is_main boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint avatars_pkey primary key (id),
    constraint avatars_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred,
    constraint avatars_kind_check check (kind in ('portrait', 'artistic')),
    constraint avatars_subject_check check (
      subject in ('man', 'woman', 'person')
      or (kind = 'artistic' and subject in ('style', 'object'))
    ),
    constraint avatars_status_check check (
      status in ('draft', 'training', 'ready', 'failed', 'deleted')
    ),
    constraint avatars_deleted_check check (status <> 'deleted' or not is_main)
  )`;

// All that is kept of a photo is there or nothing of it, and a refusal has its reason.
const photos = `
  create table photos (
    id uuid not null,
    user_id uuid not null,
    avatar_id uuid not null,
    status text not null,
    source text not null,
    delivery_key text not null,
    refusal text null,
    blob_key text null,
    sha256 text null,
    source_sha256 text null,
    fingerprint text null,
    content_type text null,
    width integer null,
    height integer null,
    bytes bigint null,
    received_at timestamptz not null,
    constraint photos_pkey primary key (id),
    constraint photos_delivery_key_unique unique (delivery_key),
    constraint photos_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred,
    constraint photos_avatar_id_foreign foreign key (avatar_id) references avatars (id)
      deferrable initially deferred,
    constraint photos_status_check check (status in ('received', 'accepted', 'refused')),
    constraint photos_stored_check check (
      num_nonnulls(blob_key, sha256, source_sha256, fingerprint, content_type, width, height, bytes)
        = case status when 'accepted' then 8 else 0 end
    ),
    constraint photos_refusal_check check ((status = 'refused') = (refusal is not null)),
    constraint photos_size_check check (width > 0 and height > 0 and bytes > 0)
  )`;
