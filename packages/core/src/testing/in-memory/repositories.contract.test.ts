import { describe, it } from 'vitest';
import { avatarDirectoryContract } from '../contracts/avatar-directory.contract.ts';
import { avatarsContract } from '../contracts/avatars.contract.ts';
import { generationsContract } from '../contracts/generations.contract.ts';
import { imagesContract } from '../contracts/images.contract.ts';
import { photosContract } from '../contracts/photos.contract.ts';
import { providerEventsContract } from '../contracts/provider-events.contract.ts';
import { providerRunsContract } from '../contracts/provider-runs.contract.ts';
import { trainingsContract } from '../contracts/trainings.contract.ts';
import { unitOfWorkContract } from '../contracts/unit-of-work.contract.ts';
import { usersContract } from '../contracts/users.contract.ts';
import { walletsContract } from '../contracts/wallets.contract.ts';
import { inMemoryPorts } from './ports.ts';

const create = async () => {
  const { unitOfWork, avatarDirectory, jobs } = inMemoryPorts();
  return {
    unitOfWork,
    avatarDirectory,
    enqueued: async () => jobs.pending().map(({ job }) => job),
    cleanup: async () => undefined,
  };
};

const suites = {
  'unit of work': unitOfWorkContract,
  users: usersContract,
  avatars: avatarsContract,
  photos: photosContract,
  trainings: trainingsContract,
  generations: generationsContract,
  images: imagesContract,
  wallets: walletsContract,
  'provider runs': providerRunsContract,
  'provider events': providerEventsContract,
  'avatar directory': avatarDirectoryContract,
};

for (const [name, contract] of Object.entries(suites)) {
  describe(`in-memory ${name}`, () => {
    contract({ it, create });
  });
}
