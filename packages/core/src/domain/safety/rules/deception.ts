import type { SafetyRule } from './rule.ts';

const documents =
  'passport*|id|ids|licence*|license*|document*|certificate*|diploma*|visa|visas|banknote*|bill|bills|money|currency|cheque*|prescription*|badge*|dollar*|euro|euros|cash|signature*|stamp*|mugshot*';
const documentsRu =
  'паспорт*|прав|права|водительск*|документ*|диплом*|справк*|купюр*|деньг*|деньги|денег|банкнот*|виза|визу|визы|удостоверен*|доллар*|евро|печат*|подпис*|сертификат*|рецепт*|аттестат*|загран*';

/** Papers and money that are to pass for real ones. */
export const deceptionRules: readonly SafetyRule[] = [
  {
    name: 'deception.en',
    category: 'deception',
    says: [
      `fake|faked|forged|forge|forging|counterfeit*|false|falsified|phony|bogus <3> ${documents}`,
      `${documents} <1> fake|faked|forged|counterfeit*|falsified|mockup|mockups`,
      'counterfeit*|deepfake*|forger|forgery|forgeries',
      'fake|false|forged news|evidence|arrest|newspaper',
    ],
    unless: ['passport photo*'],
  },
  {
    name: 'deception.ru',
    category: 'deception',
    says: [
      `поддельн*|фальшив*|липов*|подделк*|подделать|подделал*|подделыва*|фейков* <2> ${documentsRu}`,
      `${documentsRu} <1> поддельн*|фальшив*|подделк*`,
      'фальшивомонет*|дипфейк*',
      'фейков* новост*|доказательств*',
    ],
  },
];
