import { Migration } from '@mikro-orm/migrations';

/** Trainings, generations and the pictures that come of them. */
export class Migration0003Work extends Migration {
  override up(): void {
    this.addSql(trainings);
    this.addSql(
      `create unique index trainings_unfinished_unique on trainings (avatar_id) where ${unfinished}`,
    );
    this.addSql(
      `create index trainings_overdue_index on trainings (deadline_at) where ${unfinished}`,
    );
    this.addSql(`create index trainings_user_id_index on trainings (user_id, id)`);
    this.addSql(activeTraining);
    this.addSql(generations);
    this.addSql(
      `create index generations_overdue_index on generations (deadline_at) where ${unfinished}`,
    );
    this.addSql(`create index generations_user_id_index on generations (user_id, id)`);
    this.addSql(`create index generations_avatar_id_index on generations (avatar_id, id)`);
    this.addSql(images);
    this.addSql(`create index images_list_index on images (user_id, id)`);
  }

  override down(): void {
    this.addSql(`drop table images`);
    this.addSql(`drop table generations`);
    this.addSql(`alter table avatars drop constraint avatars_active_training_id_foreign`);
    this.addSql(`drop table trainings`);
  }
}

const unfinished = `status in ('reserved', 'submitting', 'queued', 'running', 'finishing')`;

// A LoRA's weights and a finetune's id never stand in for each other, and neither for the
// provider's request id, which has its own place in provider_runs.
const trainings = `
  create table trainings (
    id uuid not null,
    user_id uuid not null,
    avatar_id uuid not null,
    version integer not null,
    status text not null,
    recipe jsonb not null,
    photo_ids uuid[] not null,
    price bigint not null,
    hold_id uuid not null,
    progress jsonb null,
    failure jsonb null,
    output jsonb null,
    lora_blob_key text null,
    lora_sha256 text null,
    lora_bytes bigint null,
    lora_config_blob_key text null,
    lora_provider_url text null,
    finetune_id text null,
    created_at timestamptz not null,
    started_at timestamptz null,
    finished_at timestamptz null,
    deadline_at timestamptz not null,
    constraint trainings_pkey primary key (id),
    constraint trainings_avatar_id_version_unique unique (avatar_id, version),
    constraint trainings_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred,
    constraint trainings_avatar_id_foreign foreign key (avatar_id) references avatars (id)
      deferrable initially deferred,
    constraint trainings_hold_id_foreign foreign key (hold_id) references holds (id)
      deferrable initially deferred,
    constraint trainings_version_check check (version >= 1),
    constraint trainings_price_check check (price >= 0),
    constraint trainings_status_check check (
      status in ('reserved', 'submitting', 'queued', 'running', 'finishing',
                 'succeeded', 'failed', 'cancelled', 'expired')
    ),
    constraint trainings_trainer_check check (
      coalesce(recipe ->> 'trainer', '') in ('portrait-lora', 'flux-2-lora', 'flux-pro-finetune')
    ),
    constraint trainings_output_check check (
      output is null or coalesce(output ->> 'type', '')
        = case recipe ->> 'trainer' when 'flux-pro-finetune' then 'finetune' else 'lora' end
    ),
    constraint trainings_lora_check check (
      num_nonnulls(lora_blob_key, lora_sha256, lora_bytes, lora_provider_url) in (0, 4)
      and (lora_blob_key is not null or lora_config_blob_key is null)
      and (lora_blob_key is null or recipe ->> 'trainer' in ('portrait-lora', 'flux-2-lora'))
      and (lora_bytes is null or lora_bytes > 0)
    ),
    constraint trainings_finetune_check check (
      finetune_id is null or recipe ->> 'trainer' = 'flux-pro-finetune'
    ),
    constraint trainings_result_check check (
      (status = 'succeeded') = (lora_blob_key is not null or finetune_id is not null)
    )
  )`;

const activeTraining = `
  alter table avatars add constraint avatars_active_training_id_foreign
    foreign key (active_training_id) references trainings (id) deferrable initially deferred`;

const generations = `
  create table generations (
    id uuid not null,
    user_id uuid not null,
    avatar_id uuid not null,
    training_id uuid not null,
    status text not null,
    prompt text not null,
    request jsonb not null,
    price bigint not null,
    hold_id uuid not null,
    progress jsonb null,
    failure jsonb null,
    output jsonb null,
    delivered integer not null,
    created_at timestamptz not null,
    started_at timestamptz null,
    finished_at timestamptz null,
    deadline_at timestamptz not null,
    constraint generations_pkey primary key (id),
    constraint generations_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred,
    constraint generations_avatar_id_foreign foreign key (avatar_id) references avatars (id)
      deferrable initially deferred,
    constraint generations_training_id_foreign foreign key (training_id) references trainings (id)
      deferrable initially deferred,
    constraint generations_hold_id_foreign foreign key (hold_id) references holds (id)
      deferrable initially deferred,
    constraint generations_price_check check (price >= 0),
    constraint generations_status_check check (
      status in ('reserved', 'submitting', 'queued', 'running', 'finishing',
                 'succeeded', 'failed', 'blocked', 'cancelled', 'expired')
    ),
    constraint generations_delivered_check check (
      delivered between 0 and (request ->> 'count')::integer
      and (delivered > 0) = (status = 'succeeded')
    )
  )`;

const images = `
  create table images (
    id uuid not null,
    user_id uuid not null,
    generation_id uuid not null,
    index integer not null,
    blob_key text not null,
    thumbnail_key text not null,
    sha256 text not null,
    bytes bigint not null,
    content_type text not null,
    width integer not null,
    height integer not null,
    seed bigint not null,
    shown_as text null,
    created_at timestamptz not null,
    constraint images_pkey primary key (id),
    constraint images_generation_id_index_unique unique (generation_id, index),
    constraint images_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred,
    constraint images_generation_id_foreign foreign key (generation_id)
      references generations (id) deferrable initially deferred,
    constraint images_content_type_check check (
      content_type in ('image/jpeg', 'image/png', 'image/webp')
    ),
    constraint images_size_check check (index >= 0 and bytes > 0 and width > 0 and height > 0)
  )`;
