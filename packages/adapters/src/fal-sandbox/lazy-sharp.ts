import { createRequire } from 'node:module';
import type sharp from 'sharp';

const require = createRequire(import.meta.url);

/** sharp, loaded with the first picture: a sandbox that nobody has asked for one stays small. */
export const loadSharp = (): typeof sharp => require('sharp') as typeof sharp;
