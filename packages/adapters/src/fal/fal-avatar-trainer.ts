import { trainerNamed, type AvatarTrainer, type TrainerName } from '@aisha/core';
import type { FalClient } from './fal-client.ts';
import { interpretRun, observeRun } from './fal-runs.ts';
import { uploadStream } from './fal-uploads.ts';
import { percentFromLogs } from './log-progress.ts';
import type { FalTrainer } from './trainers/define-trainer.ts';
import { falTrainers } from './trainers/trainers.ts';

export type FalAvatarTrainerOptions = {
  readonly client: FalClient;
  /** The registry; ours, where it is left out. */
  readonly trainers?: readonly FalTrainer[];
  /** fal gives a training up that has not begun by then, so that nobody pays for a late one. */
  readonly startWithinSeconds?: number;
};

/** Trains at fal. The archive of photos is kept there for a day, the weights for a week. */
export const falAvatarTrainer = ({
  client,
  trainers = falTrainers,
  startWithinSeconds = 1_800,
}: FalAvatarTrainerOptions): AvatarTrainer => {
  const named = (name: TrainerName): FalTrainer => trainerNamed(trainers, name);

  return {
    profiles: () => trainers,
    endpointOf: (name) => named(name).endpoint,
    expectedMicroUsd: (recipe) => named(recipe.trainer).expectedMicroUsd(recipe),

    uploadArchive: (archive, { maxBytes }) =>
      uploadStream(client, archive, {
        name: 'photos.zip',
        contentType: 'application/zip',
        maxBytes,
        kept: '1d',
      }),

    submit: async ({ recipe, archiveUrl, webhookUrl }) => {
      const trainer = named(recipe.trainer);
      return client.submit({
        endpoint: trainer.endpoint,
        input: trainer.toInput(recipe, archiveUrl),
        webhookUrl,
        startWithinSeconds,
        filesKept: '7d',
      });
    },

    observe: async (run, recipe) => {
      const trainer = named(recipe.trainer);
      return observeRun(client, run, {
        parseOutput: (data) => trainer.parseOutput(data),
        percentOf: (logs) => percentFromLogs(logs, trainer.stepsOf(recipe)),
      });
    },

    interpret: ({ outcome, payload, recipe }) =>
      interpretRun({ outcome, payload }, named(recipe.trainer)),

    cancel: (run) => client.cancel(run),
  };
};
