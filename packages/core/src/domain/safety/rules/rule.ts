import type { SafetyCategory } from '../safety.ts';

/** What must not be said, as phrases (see `phrasePattern`), and the harmless phrases that sound like it. */
export type SafetyRule = {
  readonly name: string;
  readonly category: SafetyCategory;
  readonly says: readonly string[];
  readonly unless?: readonly string[];
};

/** Whom something can be done to. */
export const people =
  'man|men|woman|women|girl*|boy*|guy*|person|people|human*|someone|him|her|them|victim*|prisoner*|hostage*|neighbor*|neighbour*|wife|husband|girlfriend|boyfriend|boss|teacher*|classmate*|colleague*|mother|father|child*|kid*|soldier*|crowd|enemies|passerby|passersby|pedestrian*|police*|officer*|guard*|stranger*|tourist*|protester*';
export const peopleRu =
  'человек*|людей|люди|мужчин*|женщин*|девушк*|парн*|его|ее|их|жертв*|пленн*|заложни*|сосед*|жен|жену|жены|муж|мужа|начальни*|учител*|одноклассни*|коллег*|мать|отца|ребенк*|детей|солдат*|прохож*|толпу|толпы|врага|врагов|полицейск*|охранник*|прохож*|продавц*|врача|друга|подругу|брата|сестру|туриста|туристов|протестующ*';
