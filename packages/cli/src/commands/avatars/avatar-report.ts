import type {
  AvatarDossier,
  ProviderRun,
  RunBilling,
  RunCost,
  RunFailure,
  Training,
} from '@aisha/core';
import { fit, printable } from '../../text-width.ts';

/** One avatar's story in lines: how it stands, what it waits for, and every version with its runs. */
export const avatarReport = (dossier: AvatarDossier, terminal: number): string =>
  linesOf(dossier)
    .map((line) => `${fit(line, terminal).trimEnd()}\n`)
    .join('');

const linesOf = ({ avatar, owner, photos, trainings, runs }: AvatarDossier): string[] => [
  `${printable(avatar.name)} (${avatar.kind}, ${avatar.subject})`,
  `  id        ${avatar.id}`,
  `  owner     ${owner.address} ${printable(owner.firstName)}`,
  `  status    ${avatar.status}: ${explain(avatar.status, trainings[0])}`,
  `  photos    ${photos}`,
  `  created   ${time(avatar.createdAt)}`,
  '',
  ...trainings.flatMap((training) => [
    ...trainingLines(training),
    ...runs.filter((run) => run.subject.id === training.id).flatMap(runLines),
  ]),
];

const explain = (status: string, latest: Training | undefined): string => {
  if (status === 'draft') return 'waits for its owner to send photos and start a training';
  if (status === 'training' && latest) return `waits for version ${latest.version}`;
  if (status === 'ready') return 'pictures can be made';
  if (status === 'failed') return `version ${latest?.version ?? '?'} failed; its owner may retry`;
  return 'nothing is waited for';
};

const trainingLines = (training: Training): string[] => [
  `Version ${training.version}: ${training.status}`,
  `  id        ${training.id}`,
  `  recipe    ${training.recipe.trainer}, ${training.recipe.preset}`,
  `  price     ${training.price} credits`,
  `  requested ${time(training.createdAt)}`,
  ...(training.finishedAt ? [`  finished  ${time(training.finishedAt)}`] : []),
  ...(training.failure
    ? [`  failure   ${training.failure.code} ${printable(failureDetails(training.failure))}`]
    : []),
];

const failureDetails = ({ providerType = '', photoNumber }: RunFailure): string =>
  photoNumber === undefined ? providerType : `${providerType} photo ${photoNumber}`;

const runLines = (run: ProviderRun): string[] => [
  `${`  ${run.orphanOf ? 'orphan' : 'try'} ${run.tryNumber}`.padEnd(12)}${run.status}, ${time(run.createdAt)}`,
  `            ${dollars(run.cost)}`,
  `            ${run.endpoint}`,
  `            ${printable(run.requestId ?? 'no request id')}`,
];

/** Half a cent and less is shown too: pictures cost little. */
const dollars = ({ expectedMicroUsd, billing }: RunCost): string =>
  `$${(expectedMicroUsd / 1_000_000).toFixed(4)} expected, ${billings[billing]}`;

const billings: Readonly<Record<RunBilling, string>> = {
  open: 'not billed yet',
  billed: 'billed',
  free: 'not billed',
  maybe: 'perhaps billed',
};

const time = (date: Date): string => date.toISOString().replace('T', ' ').slice(0, 19);
