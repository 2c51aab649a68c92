import { describe, expect, it } from 'vitest';
import type { Sheet } from '../../ports/picture-sheets.ts';
import { granted } from '../../testing/world/a-world.ts';
import { twoVersions } from '../../testing/world/with-previews.ts';
import { drawComparison } from './draw-comparison.ts';

describe('drawing a comparison', () => {
  it('puts one version into the left column and the other into the right one', async () => {
    const { world, avatar, first, second } = await twoVersions();
    const { aisha, ports } = world;
    const sides = granted(await aisha.compareVersions(first, second, avatar.userId));
    const sheets: Sheet[] = [];
    const pictureSheets = {
      draw: async (sheet: Sheet) => {
        sheets.push(sheet);
        return new Uint8Array([1]);
      },
    };
    const draw = drawComparison({ ...ports, pictureSheets });
    const right = sides.right.images.slice(0, 3);
    await draw({ left: sides.left.images, right });
    const [sheet] = sheets;
    expect(sheet?.columns).toBe(2);
    expect(sheet?.cells).toHaveLength(8);
    const thumbnails = sides.left.images.map(({ thumbnailKey }) =>
      ports.blobs.contentOf(thumbnailKey),
    );
    const column = sheet?.cells.filter((_, at) => at % 2 === 0).map((cell) => cell?.content);
    expect(column).toEqual(thumbnails);
    expect(sheet?.cells.at(-1)).toBe(undefined);
  });
});
