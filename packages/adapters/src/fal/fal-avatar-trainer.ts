import type { AvatarTrainer } from '@aisha/core';
import type { FalClient } from './fal-client.ts';
import { interpretRun, observeRun } from './fal-runs.ts';
import { uploadStream } from './fal-uploads.ts';
import { percentFromLogs } from './log-progress.ts';
import { falTrainers } from './trainers/trainers.ts';

export type FalAvatarTrainerOptions = {
  readonly client: FalClient;
  /** fal gives a training up that has not begun by then, so that nobody pays for a late one. */
  readonly startWithinSeconds?: number;
};

/** Trains at fal. The archive of photos is kept there for a day, the weights for a week. */
export const falAvatarTrainer = ({
  client,
  startWithinSeconds = 1_800,
}: FalAvatarTrainerOptions): AvatarTrainer => ({
  endpointOf: (trainer) => falTrainers[trainer].endpoint,
  expectedMicroUsd: (recipe) => falTrainers[recipe.trainer].expectedMicroUsd(recipe),

  uploadArchive: (archive, { maxBytes }) =>
    uploadStream(client, archive, {
      name: 'photos.zip',
      contentType: 'application/zip',
      maxBytes,
      kept: '1d',
    }),

  submit: ({ recipe, archiveUrl, webhookUrl }) => {
    const trainer = falTrainers[recipe.trainer];
    return client.submit({
      endpoint: trainer.endpoint,
      input: trainer.toInput(recipe, archiveUrl),
      webhookUrl,
      startWithinSeconds,
      filesKept: '7d',
    });
  },

  observe: (run, recipe) => {
    const trainer = falTrainers[recipe.trainer];
    return observeRun(client, run, {
      parseOutput: (data) => trainer.parseOutput(data),
      percentOf: (logs) => percentFromLogs(logs, trainer.stepsOf(recipe)),
    });
  },

  interpret: ({ outcome, payload, recipe }) =>
    interpretRun({ outcome, payload }, falTrainers[recipe.trainer]),

  cancel: (run) => client.cancel(run),
});
