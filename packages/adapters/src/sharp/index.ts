export { sharpPhotoReader } from './photo-reader.ts';
export { sharpPictureReader } from './picture-reader.ts';
export { sharpPictureSheets } from './picture-sheets.ts';
