import type {
  HistoryLine,
  Hold,
  PauseReason,
  ProviderRun,
  RunBilling,
  WaitsFor,
  WorkAdvice,
  WorkExplanation,
} from '@aisha/core';
import { fit, printable, widthOf } from './text-width.ts';
import { timeOf } from './time.ts';

export type ExplainedWork = WorkExplanation & {
  readonly hold?: Hold | undefined;
  readonly runs: readonly ProviderRun[];
};

/** What it waits for, its credits, what happened line by line, and what to do, for a training or an order. */
export const workLines = (
  { history, waitsFor, deadlineAt, advice, hold, runs }: ExplainedWork,
  command: { readonly group: 'trainings' | 'generations'; readonly id: string },
): readonly string[] => [
  `  waits for ${waitSentence(waitsFor)}`,
  ...(deadlineAt ? [`  over by   ${timeOf(deadlineAt)}`] : []),
  `  credits   ${creditsOf(hold)}`,
  `  provider  ${costOf(runs)}`,
  '',
  'What happened',
  ...history.map((line) => `  ${timeOf(line.at)}  ${happened(line)}`),
  ...(advice.length === 0 ? [] : ['', 'What to do']),
  ...advice.flatMap((what) => adviceLines(what, command)),
];

/** What is to be typed stands alone and whole on its line, so that it can be copied. */
export const commandLine = (typed: string): string => `    aisha ${typed}`;

const isCommand = (line: string): boolean => line.startsWith(commandLine(''));

/** Lines as a terminal shows them: broken where they are too long, with nothing at their ends. */
export const report = (lines: readonly string[], terminal: number): string =>
  lines
    .flatMap((line) => (isCommand(line) ? [line] : broken(line, terminal)))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');

/** At spaces, further lines a little further in; a word that is longer than the terminal is cut. */
const broken = (line: string, terminal: number): readonly string[] => {
  if (widthOf(line) <= terminal) return [line];
  const indent = ' '.repeat(Math.min(line.search(/\S|$/u) + 2, terminal / 2));
  const lines: string[] = [];
  let current = '';
  for (const part of line.split(/(?<=\S)(?= )/u)) {
    if (current !== '' && widthOf(current + part) > terminal) {
      lines.push(current);
      current = indent + part.trimStart();
    } else {
      current += part;
    }
  }
  return [...lines, current].map((each) => fit(each, terminal));
};

const waitSentence = (waitsFor: WaitsFor): string => {
  switch (waitsFor.code) {
    case 'nothing':
      return 'nothing: it is over';
    case 'worker':
      return 'a worker to hand it to the provider';
    case 'provider-pause':
      return `the provider, which takes nothing from us: ${pauses[waitsFor.reason]}; asked again ${timeOf(waitsFor.until)}`;
    case 'lost-reply':
      return `word of the provider: it was sent, and no answer came; sent again after ${timeOf(waitsFor.until)}`;
    case 'next-try':
      return 'its next try';
    case 'provider-queue':
      return `its turn at the provider${waitsFor.ahead === undefined ? '' : `, ${waitsFor.ahead} ahead`}`;
    case 'provider-run':
      return `the provider to finish${waitsFor.percent === undefined ? '' : `, ${waitsFor.percent} % done`}`;
    case 'copy':
      return 'its result to be copied into our storage';
  }
};

const pauses: Readonly<Record<PauseReason, string>> = {
  'balance-exhausted': 'our account there is empty',
  unauthorized: 'our key is refused',
  unavailable: 'it is away',
};

const creditsOf = (hold: Hold | undefined): string => {
  if (!hold) return 'nothing is known';
  if (hold.status === 'held') return `${hold.amount} held`;
  if (hold.status === 'captured') return `${hold.captured} of ${hold.amount} paid`;
  return `${hold.amount} given back`;
};

const billings: Readonly<Record<RunBilling, string>> = {
  open: 'not billed yet',
  billed: 'billed',
  free: 'not billed',
  maybe: 'perhaps billed',
};

/** Half a cent and less is shown too: pictures cost little. */
const costOf = (runs: readonly ProviderRun[]): string =>
  runs.length === 0
    ? 'was asked for nothing'
    : runs
        .map(
          ({ cost }) =>
            `$${(cost.expectedMicroUsd / 1_000_000).toFixed(4)} ${billings[cost.billing]}`,
        )
        .join(', ');

const happened = (line: HistoryLine): string => {
  switch (line.what) {
    case 'requested':
      return `was requested for ${line.price} credits`;
    case 'try-begun':
      return `${line.isOrphan ? 'the provider took the same twice' : `try ${line.number}`} at ${line.endpoint}, now ${line.status}`;
    case 'try-accepted':
      return `try ${line.number} is request ${printable(line.requestId)} there`;
    case 'provider-told':
      return `the provider’s webhook said: ${line.outcome}`;
    case 'begun':
      return 'the provider began';
    case 'operator':
      return printable(`${line.who} did ${line.action}${line.why ? `: ${line.why}` : ''}`);
    case 'ended':
      return `ended: ${line.status}${failureOf(line)}`;
  }
};

const failureOf = ({ failure, providerType }: Extract<HistoryLine, { what: 'ended' }>): string => {
  if (failure === undefined) return '';
  return `, ${failure}${providerType === undefined ? '' : ` (${printable(providerType)})`}`;
};

type Command = { readonly group: string; readonly id: string };

const adviceLines = (advice: WorkAdvice, command: Command): readonly string[] => {
  const typed = toType(advice, command);
  return [`  ${sentences[advice]}`, ...(typed === undefined ? [] : [commandLine(typed)])];
};

const sentences: Readonly<Record<WorkAdvice, string>> = {
  wait: 'nothing: it goes on by itself',
  'look-at-workers': 'see whether workers run:',
  'pay-provider': 'top up our account at the provider: everything goes on by itself then',
  'check-provider-key': 'put FAL_API_KEY right and restart: everything goes on by itself then',
  'attach-request': 'if the provider’s pages show the request:',
  refresh: 'ask the provider now:',
  'import-result': 'if the result is known:',
  fail: 'end it, with the credits back:',
  retry: 'try again, for its owner’s credits:',
  'see-photos': 'its owner sees which photos are at fault, and sends others',
  'change-words': 'nothing: the same words would be refused again',
  reconcile: 'it should be over: see whether workers run, or look for all that is overdue:',
};

const toType = (advice: WorkAdvice, { group, id }: Command): string | undefined => {
  switch (advice) {
    case 'look-at-workers':
      return 'jobs list';
    case 'reconcile':
      return 'reconcile';
    case 'attach-request':
      return `${group} attach-request ${id} <request id>`;
    case 'import-result':
      return `${group} import-result ${id} <file or address>`;
    case 'refresh':
    case 'fail':
    case 'retry':
      return `${group} ${advice} ${id}`;
    default:
      return undefined;
  }
};
