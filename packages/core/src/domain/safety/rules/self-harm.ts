import type { SafetyRule } from './rule.ts';

export const selfHarmRules: readonly SafetyRule[] = [
  {
    name: 'self-harm.en',
    category: 'self-harm',
    says: [
      'suicide|suicidal|selfharm*',
      'self harm*|injur*',
      'kill|kills|killing|hang|hangs|hanging|hanged|shoot|shooting|cut|cutting|hurt|hurting myself|himself|herself|themselves|yourself',
      'cut|cuts|cutting|slit|slits|slitting|slash|slashed|slashing|sliced <1> wrist*|veins|forearm*',
      'wrist* cut|slit|slashed',
      'pro ana|mia',
      'proana|thinspo*|anorexi*|bulimi*|overdos*',
      'noose',
      'rope around <1> neck',
    ],
    unless: ['suicide squad', 'suicide bomb*|vest*|belt*'],
  },
  {
    name: 'self-harm.ru',
    category: 'self-harm',
    says: [
      'суицид*|самоуби*|самоповрежд*|селфхарм*|передозиров*',
      'реж*|порез*|вскры*|перерез* <1> вены|вен|вену|запясть*',
      'вены порезан*|вскрыт*|перерезан*',
      'чтобы|хочу умереть',
      'повесил* на <1> дерев*|люстр*|балк*|веревк*',
      'повесился|повесилась|повешусь|повеситься|вешаюсь|повешенн*|висельни*',
      'петл*|веревк* на ше*',
      'анорекс*|булими*',
      'про ана',
      'проана',
      'убить|убиваю|убил|убила|убью себя',
    ],
    // The second is what `Suicide Squad` becomes when it is read in Russian.
    unless: ['отряд* самоубийц', 'суициде ску*'],
  },
];
