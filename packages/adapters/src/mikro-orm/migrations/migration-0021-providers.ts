import { Migration } from '@mikro-orm/migrations';

/**
 * A trainer that a registry adds needs no change here: whatever is not a finetune leaves a LoRA, so
 * the checks of `output` and of a finetune's id stay as they are. And the provider is a judge, too.
 */
export class Migration0021Providers extends Migration {
  override up(): void {
    this.addSql(trainings(`<> ''`, `<> 'flux-pro-finetune'`));
    this.addSql(
      decisions({
        subjects: `'prompt', 'generation', 'photo', 'draft', 'training'`,
        judges: `'rules', 'moderator', 'provider', 'nobody'`,
        nameless: `judge in ('provider', 'nobody')`,
      }),
    );
  }

  // Fails where there are trainings of another trainer: the older version cannot read them.
  override down(): void {
    this.addSql(`delete from safety_decisions where judge = 'provider'`);
    this.addSql(
      decisions({
        subjects: `'prompt', 'generation', 'photo', 'draft'`,
        judges: `'rules', 'moderator', 'nobody'`,
        nameless: `judge = 'nobody'`,
      }),
    );
    this.addSql(
      trainings(
        `in ('portrait-lora', 'flux-2-lora', 'flux-pro-finetune')`,
        `in ('portrait-lora', 'flux-2-lora')`,
      ),
    );
  }
}

const trainings = (trainer: string, leavesLora: string): string => `
  alter table trainings
    drop constraint trainings_trainer_check,
    drop constraint trainings_lora_check,
    add constraint trainings_trainer_check check (coalesce(recipe ->> 'trainer', '') ${trainer}),
    add constraint trainings_lora_check check (
      num_nonnulls(lora_blob_key, lora_sha256, lora_bytes, lora_provider_url) in (0, 4)
      and (lora_blob_key is not null or lora_config_blob_key is null)
      and (lora_blob_key is null or recipe ->> 'trainer' ${leavesLora})
      and (lora_bytes is null or lora_bytes > 0)
    )`;

type Allowed = { readonly subjects: string; readonly judges: string; readonly nameless: string };

/** Nameless: who judges without saying what of. */
const decisions = ({ subjects, judges, nameless }: Allowed): string => `
  alter table safety_decisions
    drop constraint safety_decisions_subject_check,
    drop constraint safety_decisions_judge_check,
    add constraint safety_decisions_subject_check check (
      subject_type in (${subjects}) and (subject_type = 'prompt') = (subject_id is null)
    ),
    add constraint safety_decisions_judge_check check (
      judge in (${judges}) and (${nameless}) = (category is null)
    )`;
