import { readFile } from 'node:fs/promises';
import type { ScreenPicture } from '@aisha/adapters/telegraf';

/** Beside the sources and beside what is built of them alike. */
const file = new URL('../assets/photo-tips.jpg', import.meta.url);

/** Four good examples above four bad ones, numbered. Another picture is another key. */
export const photoTipsPicture: ScreenPicture = {
  key: 'photo-tips:1',
  open: () => readFile(file),
};
