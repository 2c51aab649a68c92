import { describe, expect, it } from 'vitest';
import type { BlobKey, ImageId } from '../../shared/ids.ts';
import { isOperators, previewKeyOf, previewsIn } from './style-preview.ts';

describe('a sample of a style', () => {
  it('has a key of its own for each picture it is made of', () => {
    const key = previewKeyOf(
      { preview: 'film-noir' },
      { id: '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e' as ImageId, contentType: 'image/png' },
    );
    expect(key).toBe('styles/previews/film-noir/01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e.png');
  });

  it('is the newest there is of it', () => {
    const keys = ['b/2.jpg', 'a/1.jpg', 'b/9.png', 'b/1.jpg'].map(
      (key) => `styles/previews/${key}` as BlobKey,
    );
    expect([...previewsIn(keys)]).toEqual([
      ['a', 'styles/previews/a/1.jpg'],
      ['b', 'styles/previews/b/9.png'],
    ]);
  });

  it('is the operators’, as packs are, and no person’s picture is', () => {
    const keys = ['styles/previews/a/1.jpg', 'styles/packs/city.yaml', 'images/1/0.jpg', 'styles'];
    expect(keys.map((key) => isOperators(key as BlobKey))).toEqual([true, true, false, false]);
  });
});
