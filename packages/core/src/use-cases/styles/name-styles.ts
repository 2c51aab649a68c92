import type { UserId } from '../../shared/ids.ts';
import { together } from '../../shared/together.ts';
import { nameOf, type StyleName } from '../../domain/style/style.ts';
import type { Ports } from '../../ports/ports.ts';

const maxNames = 100;

/**
 * What styles are called, by their ids. One that there is no more goes by the name that the person's own
 * orders have kept; one that nobody knows has none.
 */
export const nameStyles =
  ({ unitOfWork, styleCatalog }: Pick<Ports, 'unitOfWork' | 'styleCatalog'>) =>
  async (styleIds: readonly string[], userId: UserId): Promise<ReadonlyMap<string, StyleName>> => {
    const asked = styleIds.slice(0, maxNames);
    const found = await together(asked.map((id) => styleCatalog.find(id)));
    const gone = asked.filter((_, at) => !found[at]);
    const kept =
      gone.length > 0 ? await unitOfWork.read(({ styles }) => styles.listNames(userId, gone)) : [];
    return new Map([
      ...kept.map(({ styleId, name }) => [styleId, name] as const),
      ...found.flatMap((style) => (style ? [[style.id, nameOf(style)] as const] : [])),
    ]);
  };
