/** One picture of a sheet. */
export type SheetCell = {
  /** JPEG, PNG or WebP, of any size. Without it the cell is empty but for its marks. */
  readonly content?: Uint8Array | undefined;
  /** Shown in its corner, 1 to 99, so that a button can name it. */
  readonly number?: number | undefined;
  /** Grey: it is there and does not count. */
  readonly isDimmed?: boolean | undefined;
  /** With a heart. */
  readonly isFavourite?: boolean | undefined;
};

export type Sheet = {
  /** Row by row, 1 to 30. A cell without a picture stays empty. */
  readonly cells: readonly (SheetCell | undefined)[];
  /** 1 to 6. */
  readonly columns: number;
};

/**
 * Draws several pictures as one, which a person looks at in one message. Answers a JPEG, with cells of
 * 320 by 320 pixels each: less of a tall or a wide picture than there is, always from its top.
 * Throws `storage.corrupt` (retryable) for what is no picture.
 */
export type PictureSheets = {
  draw(sheet: Sheet): Promise<Uint8Array>;
};
