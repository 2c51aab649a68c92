import { helpTopics } from '../../../packages/bot/src/screens/help.ts';
import type { BotSetting } from '../bot-setting.ts';

/** Everything that somebody who is alone in their world has, each by the name of the place where it is looked at. */
export const placesOfBelongings = async (setting: BotSetting): Promise<string[]> => {
  const { avatars, photos, trainings, images } = setting.store();
  const own = [...avatars.values()].filter(({ status }) => status !== 'deleted');
  const versions = [...trainings.values()].filter(({ status }) => status === 'succeeded');
  const inUse = new Set(own.map(({ activeTrainingId }) => activeTrainingId));
  const others = versions.filter(({ id }) => !inUse.has(id));
  const styles = await setting.ports.styleCatalog.list();
  return [
    ...own.map(({ id }) => `avatar ${id}`),
    ...[...photos.keys()].map((id) => `photo ${id}`),
    // An only version stands in the place of the list.
    ...versions.map(({ id, avatarId }) =>
      versions.filter((each) => each.avatarId === avatarId).length > 1
        ? `version ${id}`
        : `versions ${avatarId}`,
    ),
    ...others.map(({ id, avatarId }) => {
      const active = own.find((avatar) => avatar.id === avatarId)?.activeTrainingId ?? '';
      return `compare ${id} ${active}`;
    }),
    ...[...images.keys()].flatMap((id) => [`picture ${id}`, `facts ${id}`]),
    ...styles.map(({ id }) => `look ${id}`),
    ...helpTopics.map((topic) => `help ${topic}`),
    'terms',
  ];
};
