import { fallback } from '../../packages/bot/src/i18n/languages.ts';
import { crawlIn } from './crawling/suite.ts';

crawlIn([fallback]);
