import type { SafetyRule } from './rule.ts';

/** Hard drugs in somebody's hands; a vineyard and a cigar are not. */
export const illicitRules: readonly SafetyRule[] = [
  {
    name: 'illicit.en',
    category: 'illicit',
    says: [
      'cook|cooks|cooking|make|makes|making|smoke|smoking|deal|dealing <1> meth|crack|heroin|methamphetamine|drugs',
      'snort*|sniff*|inject* <1> cocaine|coke|heroin|meth|line|lines|drugs',
      'meth lab*',
      'heroin|crack addict*|needle*|syringe*|pipe*',
      'cocaine|methamphetamine|fentanyl',
    ],
  },
  {
    name: 'illicit.ru',
    category: 'illicit',
    says: [
      'варю|варит|варить|варим|курю|нюхаю|нюхает|колю|колет <1> мет|мета|метамфетамин*|кокаин*|кокс|героин|наркотик*',
      'кокаин*|метамфетамин*|мефедрон*|фентанил*',
      'героин|героина|героином|героиновый|героиновая',
      'колюсь|ширяюсь|закладчик*',
    ],
  },
];
