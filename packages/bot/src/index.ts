export { composeBot } from './composition.ts';
export { createBot } from './create-bot.ts';
export type { Bot, CreateBotOptions } from './create-bot.ts';
export { renderNotification } from './notifications/render.ts';
export { botVariables, readBotSettings } from './settings.ts';
export type { BotSettings } from './settings.ts';
export { startBot } from './start-bot.ts';
export type { BotParts, Running, StartBotOptions } from './start-bot.ts';
