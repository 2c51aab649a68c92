import { describe, expect, it } from 'vitest';
import type { BlobKey } from '../../shared/ids.ts';
import { plainPicture, streamOf } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('inspecting the styles', () => {
  it('tells of each how often it was ordered, and its sample', async () => {
    const { aisha, ordered, ports } = aWorld();
    await ordered({ styleId: 'film-noir' });
    const preview = 'styles/previews/film-noir/1.jpg' as BlobKey;
    const options = { contentType: 'image/jpeg', maxBytes: 1e6 };
    await ports.blobs.put(preview, streamOf(plainPicture()), options);
    const { styles, categories, version } = await aisha.inspectStyles();
    expect(version).toBe('1');
    expect(categories).toHaveLength(2);
    expect(styles.map(({ style, orders }) => [style.id, orders])).toEqual([
      ['evening-city', 0],
      ['business-portrait', 0],
      ['film-noir', 1],
    ]);
    expect(styles.at(-1)?.preview).toBe(preview);
  });

  it('shows one category alone', async () => {
    const { aisha } = aWorld();
    const { styles, categories } = await aisha.inspectStyles('film');
    expect(styles.map(({ style }) => style.id)).toEqual(['film-noir']);
    expect(categories.map(({ id }) => id)).toEqual(['film']);
  });
});
