import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Option } from 'commander';
import {
  avatarKinds,
  avatarSubjects,
  type AvatarKind,
  type AvatarSubject,
  type UserId,
  type WeightsSource,
} from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parsePerson, parseRequestId, parseWords } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { whileWorking } from '../../progress.ts';
import { isAddress } from '../../read-file.ts';
import { refused } from '../../refusals.ts';

type Flags = Changing & {
  readonly name: string;
  readonly trigger: string;
  readonly kind: AvatarKind;
  readonly subject: AvatarSubject;
  readonly weights?: string;
  readonly finetune?: string;
};

export const addImport: Fill = (group, options) => {
  changing(group.command('import').argument('<person>', 'id or address', parsePerson), {
    description: 'Gives a person an avatar that was trained elsewhere',
    example:
      'avatars import telegram:123456789 --name Ada --subject woman --trigger ohwx --weights lora.safetensors --yes',
    notes:
      'Weights are a safetensors file here or at an address of the provider’s; they are copied into\nour storage. Portraits are LoRAs of FLUX.1, artistic ones of FLUX.2. Nothing is charged.',
  })
    .requiredOption('--name <name>', 'what it is called', (text) => parseWords(text, 200))
    .requiredOption('--trigger <phrase>', 'the word it was trained with', (text) =>
      parseWords(text, 50),
    )
    .addOption(
      new Option('--kind <kind>', 'of which kind').choices(avatarKinds).default('portrait'),
    )
    .addOption(
      new Option('--subject <subject>', 'of whom or what')
        .choices(avatarSubjects)
        .default('person'),
    )
    .addOption(new Option('--weights <source>', 'a file, or an address').conflicts('finetune'))
    .option('--finetune <id>', 'an old finetune of the provider’s instead', parseRequestId)
    .action(async (who: UserId, { weights, finetune, trigger, ...flags }: Flags) => {
      const source = await sourceOf(weights, finetune);
      const { name, kind, subject } = flags;
      const aisha = await options.open();
      const by = await agreed(options, flags, `Give ${who} this avatar?`);
      if (!by) return;
      const asked = { who, name, kind, subject, triggerPhrase: trigger, source, by };
      const imported = await whileWorking(options.terminal, 'copying the weights', () =>
        aisha.importAvatar(asked),
      );
      if (!imported.ok) return refused(options, imported.refusal, flags);
      const said = `Avatar ${imported.value.avatar.id} is ready to draw with.\n`;
      options.output.write(flags.json ? asJson(imported.value) : said);
    });
};

const sourceOf = async (
  weights: string | undefined,
  finetuneId: string | undefined,
): Promise<WeightsSource> => {
  if (finetuneId !== undefined) return { type: 'finetune', finetuneId };
  if (weights === undefined) throw new Error('--weights or --finetune says what to draw with.');
  if (isAddress(weights)) return { type: 'url', url: weights };
  const info = await stat(weights).catch(() => undefined);
  if (!info?.isFile()) throw new Error(`There is no file ${weights}.`);
  return { type: 'file', open: async () => createReadStream(weights) };
};
