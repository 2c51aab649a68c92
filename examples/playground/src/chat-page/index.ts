export { chatPageFiles } from './chat-page-files.ts';
