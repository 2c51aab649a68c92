export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp';

/** A generated picture as it is: what it measures, and a small JPEG of it (longest side 320 pixels). */
export type ReadPicture = {
  readonly contentType: PictureType;
  readonly width: number;
  readonly height: number;
  readonly thumbnail: Uint8Array;
};

/** Reads the provider's pictures. Throws `storage.corrupt` (retryable) for what is not one. */
export type PictureReader = {
  /** What its first bytes claim to be; whether it is, reading tells. */
  typeOf(content: Uint8Array): PictureType;
  read(content: Uint8Array): Promise<ReadPicture>;
};
