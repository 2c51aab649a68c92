import type { AvatarId } from '../../shared/ids.ts';
import type {
  AvatarDirectory,
  AvatarDossier,
  AvatarListing,
} from '../../ports/avatar-directory.ts';

/** Shows operators everybody's avatars and how they came to be as they are. Changes nothing. */
export const inspectAvatars = ({ avatarDirectory }: { avatarDirectory: AvatarDirectory }) => ({
  list: (filter: Parameters<AvatarDirectory['list']>[0]): Promise<readonly AvatarListing[]> =>
    avatarDirectory.list(filter),
  show: (id: AvatarId): Promise<AvatarDossier | undefined> => avatarDirectory.find(id),
});
