export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp';

/** What a generated picture measures, in pixels. */
export type MeasuredPicture = {
  readonly contentType: PictureType;
  readonly width: number;
  readonly height: number;
};

/** A generated picture as it is, and a small JPEG of it (longest side 320 pixels). */
export type ReadPicture = MeasuredPicture & { readonly thumbnail: Uint8Array };

/** Reads the provider's pictures. Throws `storage.corrupt` (retryable) for what is not one. */
export type PictureReader = {
  /** What its first bytes claim to be; whether it is, reading tells. */
  typeOf(content: Uint8Array): PictureType;
  /** Looks at as little as tells that it is a picture and came whole; its pixels are not drawn. */
  measure(content: Uint8Array): Promise<MeasuredPicture>;
  read(content: Uint8Array): Promise<ReadPicture>;
};
