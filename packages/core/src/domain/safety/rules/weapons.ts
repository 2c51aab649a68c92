import type { SafetyRule } from './rule.ts';

/** Terror and the making of bombs; a knight's sword and a spy's pistol are costume. */
export const weaponRules: readonly SafetyRule[] = [
  {
    name: 'weapons.en',
    category: 'weapons',
    says: [
      'pipe|nail|dirty|homemade|car|pressure bomb*',
      'build|builds|building|make|makes|making|assemble|assembling|plant|planting|construct* <2> bomb|bombs|explosive*|grenade*',
      'explosive|suicide|bomb vest|vests|belt|belts',
      'suicide|car bomber*|bombing*',
      'molotov*|terrorist*|terrorism|jihad*|hezbollah|isis|isil|taliban',
      'chemical|biological|nerve weapon*|agent|gas',
      'al qaeda',
      'mass destruction',
    ],
    unless: [
      'bath|cherry|photo|seed|glitter|bomb bath|cherry|photo|seed|glitter bomb*',
      'goddess|egyptian|temple <2> isis',
      'isis <1> goddess|egypt*|crown|costume|temple|wings',
    ],
  },
  {
    name: 'weapons.ru',
    category: 'weapons',
    says: [
      'делаю|делать|сделать|делает|собираю|собирает|собрать|изготов*|мастерю|закладываю <2> бомб*|взрывчатк*|взрывн*|гранат*',
      'самодельн* <1> бомб*|взрывн*|взрывчатк*|оружи*',
      'шахид*|смертниц*|террор*|теракт*|джихад*|игил|игила|талибан*|хамас*',
      'пояс* смертник*',
      'взрыв*|подрыв* <1> смертник*',
      'аль каид*',
      'коктейл* молотов*',
      'химическ*|биологическ* оружи*',
    ],
    unless: ['бомб* для ванн*'],
  },
];
