import type {
  AuditEntry,
  AvatarDossier,
  ProviderRun,
  RunBilling,
  RunCost,
  RunFailure,
  Training,
} from '@aisha/core';
import { printable } from '../../text-width.ts';
import { timeOf as time } from '../../time.ts';
import { commandLine, report } from '../../work-report.ts';

type Found = AvatarDossier & {
  /** What operators did about it, newest first. */
  readonly deeds: readonly AuditEntry[];
};

/** One avatar's story in lines: how it stands, what it waits for, every version with its runs, and what to do. */
export const avatarReport = (found: Found, terminal: number): string =>
  report(linesOf(found), terminal);

const linesOf = ({ avatar, owner, photos, trainings, runs, deeds }: Found): string[] => [
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
  ...(deeds.length === 0 ? [] : ['', 'What operators did']),
  ...deeds.map(
    ({ at, who, action, why }) =>
      `  ${time(at)}  ${printable(`${who} did ${action}${why ? `: ${why}` : ''}`)}`,
  ),
  ...todo(avatar, trainings[0]),
];

/** What an operator may type next, as the avatar stands. */
const todo = ({ id, status, userId }: AvatarDossier['avatar'], latest?: Training): string[] => {
  const look = latest
    ? ['  see what became of it:', commandLine(`trainings show ${latest.id}`)]
    : [];
  const next: Readonly<Record<string, readonly string[]>> = {
    training: [...look, '  stop it, with the credits back:', commandLine(`avatars cancel ${id}`)],
    failed: [
      ...look,
      '  try again, for its owner’s credits:',
      commandLine(`avatars retrain ${id}`),
    ],
    ready: ['  see what was made with it:', commandLine(`generations list --of ${userId}`)],
    draft: ['  see its owner:', commandLine(`users show ${userId}`)],
  };
  return next[status] ? ['', 'What to do', ...next[status]] : [];
};

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
