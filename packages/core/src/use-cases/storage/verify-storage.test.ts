import { describe, expect, it } from 'vitest';
import { gather, type ByteStream } from '../../shared/bytes.ts';
import { sha256 } from '../../testing/sha256.ts';
import { aWorld } from '../../testing/world/a-world.ts';

const digest = async (content: ByteStream) => {
  const bytes = await gather(content);
  return { sha256: sha256(bytes), bytes: bytes.length };
};

describe('verifying storage', () => {
  it('reads all that rows refer to, and finds it as it was stored', async () => {
    const { aisha, draftWithPhotos } = aWorld();
    await draftWithPhotos(3);
    const told: number[] = [];
    const onChecked = (checked: number) => void told.push(checked);
    const verified = await aisha.verifyStorage({ digest, onChecked });
    expect(verified).toMatchObject({ missing: [], damaged: [] });
    expect(verified.checked).toBeGreaterThanOrEqual(3);
    expect(verified.bytes).toBeGreaterThan(0);
    expect(told).toEqual(Array.from({ length: verified.checked }, (_, at) => at + 1));
  });

  it('names what is gone, and what is no longer what was stored', async () => {
    const { aisha, draftWithPhotos, ports } = aWorld();
    await draftWithPhotos(2);
    const [gone, bent] = ports.blobs.keys();
    await ports.blobs.delete(gone!);
    const contentOf = ports.blobs.contentOf(bent!);
    const bending = async (content: ByteStream) => {
      const read = await gather(content);
      const isBent = read.length === contentOf!.length && sha256(read) === sha256(contentOf!);
      return { sha256: isBent ? 'another' : sha256(read), bytes: read.length };
    };
    const { missing, damaged } = await aisha.verifyStorage({ digest: bending });
    expect(missing.map(({ key }) => key)).toEqual([gone]);
    expect(damaged.map(({ key }) => key)).toContain(bent);
  });
});
