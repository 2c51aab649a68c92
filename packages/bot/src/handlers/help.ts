import { oneOf } from '../parse.ts';
import { helpScreen, helpTopics, helpTopicScreen } from '../screens/help.ts';
import type { UserTurn } from '../turn.ts';
import type { BotDependencies, Routes } from './routes.ts';

export const helpRoutes = ({ policy }: BotDependencies): Routes => {
  const help = async (turn: UserTurn, topicArg?: string): Promise<void> => {
    const topic = oneOf(helpTopics, topicArg);
    await turn.show(topic ? helpTopicScreen(turn, topic, policy) : helpScreen(turn));
  };
  return {
    presses: { help: (turn, [topic]) => help(turn, topic) },
    commands: { help: (turn) => help(turn) },
  };
};
