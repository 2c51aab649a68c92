import { readFile } from 'node:fs/promises';
import type { ScreenPicture } from '@aisha/adapters/telegraf';

/** Beside the sources and beside what is built of them alike. */
const file = new URL('../assets/welcome.jpg', import.meta.url);

/** Another picture is another key. */
export const welcomePicture: ScreenPicture = {
  key: 'welcome:1',
  open: () => readFile(file),
};
