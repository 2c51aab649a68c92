export { referencePage, referencePolicy } from './page.ts';
