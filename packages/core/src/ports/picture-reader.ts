/** A generated picture as it is: what it measures, and a small JPEG of it (longest side 320 pixels). */
export type ReadPicture = {
  readonly contentType: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly width: number;
  readonly height: number;
  readonly thumbnail: Uint8Array;
};

/** Reads the provider's pictures. Throws `storage.corrupt` (retryable) for what is not one. */
export type PictureReader = {
  read(content: Uint8Array): Promise<ReadPicture>;
};
