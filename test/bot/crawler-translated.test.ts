import { fallback, locales } from '../../packages/bot/src/i18n/languages.ts';
import { crawlIn } from './crawling/suite.ts';

// In a file of its own: the walks take their time, and files run side by side.
crawlIn(locales.filter((locale) => locale !== fallback));
