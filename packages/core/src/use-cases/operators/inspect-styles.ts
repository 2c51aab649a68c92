import type { BlobKey } from '../../shared/ids.ts';
import { together } from '../../shared/together.ts';
import type { Style, StyleCategory } from '../../domain/style/style.ts';
import type { Ports } from '../../ports/ports.ts';
import { stylePreviews } from '../../steps/style-previews.ts';

export type InspectedStyle = {
  readonly style: Style;
  /** Of everybody, so far. */
  readonly orders: number;
  readonly preview?: BlobKey | undefined;
};

export type InspectedStyles = {
  readonly version: string;
  readonly categories: readonly StyleCategory[];
  readonly styles: readonly InspectedStyle[];
};

/** What is offered, how it is liked, and what it lacks. */
export const inspectStyles =
  ({ unitOfWork, styleCatalog, blobs }: Pick<Ports, 'unitOfWork' | 'styleCatalog' | 'blobs'>) =>
  async (categoryId?: string): Promise<InspectedStyles> => {
    const [version, categories, styles, counts] = await together([
      styleCatalog.version(),
      styleCatalog.listCategories(),
      styleCatalog.list(categoryId),
      unitOfWork.read((reads) => reads.styles.countOrders()),
    ]);
    const previews = await stylePreviews({ blobs }, styles);
    const ordersOf = new Map(counts.map(({ styleId, count }) => [styleId, count]));
    return {
      version,
      categories: categories.filter(({ id }) => categoryId === undefined || id === categoryId),
      styles: styles.map((style) => ({
        style,
        orders: ordersOf.get(style.id) ?? 0,
        preview: previews.get(style.preview),
      })),
    };
  };
