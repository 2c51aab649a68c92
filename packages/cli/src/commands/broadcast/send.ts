import type { BroadcastPlan } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseWords } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';
import { printable } from '../../text-width.ts';
import { audienceOf, forAudience, type AudienceFlags } from './audience-options.ts';
import { parseTextFile, readTexts, type TextFile } from './texts.ts';

type Flags = Changing &
  AudienceFlags & {
    readonly text: readonly TextFile[];
    readonly fallback?: string;
    readonly dryRun?: true;
  };

export const addSend: Fill = (group, options) => {
  const command = changing(group.command('send'), {
    description: 'Says something to many people, one after the other',
    example: 'broadcast send --text en=hello.txt --text ru=privet.txt --with-avatar --dry-run',
    notes:
      'Words are plain text; {firstName} stands for whom they are said to. Whoever is blocked or wants no\nmessages is left out. A worker says it; whenever it is killed it goes on, and nobody hears it more\nthan twice.',
  })
    .requiredOption(
      '--text <locale=file>',
      'the words in a language, as often as there are languages',
      parseTextFile,
    )
    .option('--fallback <locale>', 'for whoever speaks none of them; the first one', (text) =>
      parseWords(text, 20),
    )
    .option('--dry-run', 'only says what would be said, and to how many');
  forAudience(command).action(async (flags: Flags) => {
    const { text, fallback = text[0]?.locale ?? '', dryRun } = flags;
    const texts = await readTexts(text);
    const aisha = await options.open();
    const input = { texts, fallback, audience: await audienceOf(aisha, flags) };
    const plan = await aisha.manageBroadcasts.plan(input);
    if (!plan.ok) return refused(options, plan.refusal, flags);
    if (dryRun) {
      options.output.write(flags.json ? asJson(plan.value) : planReport(plan.value));
      return;
    }
    if (!flags.json) options.terminal.note(planReport(plan.value));
    const by = await agreed(options, flags, `Say this to ${counted(plan.value.total)}?`);
    if (!by) return;
    const sent = await aisha.manageBroadcasts.send({ ...input, by });
    if (!sent.ok) return refused(options, sent.refusal, flags);
    const { id, people } = sent.value;
    options.output.write(
      flags.json
        ? asJson(sent.value)
        : `A worker tells ${counted(people)}. How far it is: aisha broadcast show ${id}\n`,
    );
  });
};

const counted = (people: number): string => (people === 1 ? '1 person' : `${people} people`);

const planReport = ({ people, total }: BroadcastPlan): string =>
  [
    ...people.flatMap(({ locale, people: many, sample }) => [
      `${locale}: ${counted(many)}`,
      ...sample.split('\n').map((line) => `  ${printable(line)}`),
    ]),
    `${counted(total)} in all`,
    '',
  ].join('\n');
