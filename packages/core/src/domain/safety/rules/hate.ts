import type { SafetyRule } from './rule.ts';

/** The signs and heroes of hatred. */
export const hateRules: readonly SafetyRule[] = [
  {
    name: 'hate.en',
    category: 'hate',
    says: [
      'swastika*|hakenkreuz*|nazi|nazis|nazism|neonazi*|hitler*|goebbels|himmler|mussolini|waffen|gestapo|kkk|klansman|klansmen|klan',
      'third reich',
      'ss uniform*|officer*|soldier*|insignia|runes|cap|symbol*|armband*',
      'ku klux',
      'white power|supremac*|pride',
      'sieg heil',
      'heil|blackface',
      'burning cross*',
      'racist|racists|antisemit*',
      'racial slur*',
    ],
    unless: [
      'clan macleod',
      'anti nazi*',
      'victory|victims|fight|fighter|resistance <1> nazi*|nazism',
    ],
  },
  {
    name: 'hate.ru',
    category: 'hate',
    says: [
      'свастик*|нацист*|нацизм*|неонаци*|гитлер*|геббельс*|гиммлер*|муссолини|фашист*|фашиз*|гестап*|эсэсов*|рейх|рейха',
      'зига|зигу|зигует|зигую|зигуют|зиговать|зигуя|зигхайль',
      'зиг хайль',
      'форм*|мундир*|офицер*|знак*|рун*|фуражк*|солдат* сс',
      'ку клукс',
      'куклукс*|ккк',
      'белая|белой сила|расы|власть',
      'расист*|антисемит*',
    ],
    unless: [
      'победа|победы|победе|победу|победой над нацизм*|фашизм*|фашист*|нацист*|гитлер*',
      'жертв*|борьб*|борец|борцы|узник*|против <1> нацизм*|фашизм*|фашист*|нацист*',
    ],
  },
];
