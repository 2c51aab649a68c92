import type { SafetyRule } from './rule.ts';

const yearsInWords =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen';
const yearsInWordsRu =
  'два|три|четыре|пять|шесть|семь|восемь|девять|десять|одиннадцать|двенадцать|тринадцать|четырнадцать|пятнадцать|шестнадцать|семнадцать';
/** What else is counted where somebody's age might stand. */
const notYears =
  'feet|foot|ft|inch*|metres|meters|miles|km|cm|m|of|times|hours|minutes|seconds|days|weeks|months|points|percent|stories|storeys|people|men|women|persons|per|to|in|and|or';
const notYearsRu =
  'раз|раза|метр*|километр*|часов|часа|минут*|секунд*|дней|дня|недел*|месяц*|балл*|очк*|процент*|век*|тысяч*|миллион*|рублей|долларов|штук*|бокал*|роз|роза|розы|цвет*|человек*|друзей|подруг*|шар*|собак*|кош*|букет*|с|в|на|и|или|из|по';

/** No picture shows anybody under age: a face on it is a real person's. */
export const minorRules: readonly SafetyRule[] = [
  {
    name: 'minors.en',
    category: 'minors',
    says: [
      'child|children|childs|kid|kids|kiddie*|toddler*|infant|infants|newborn*|baby|babies',
      'schoolgirl*|schoolboy*|schoolchild*|schoolkid*|preschool*|kindergart*|underage*|preteen*|tween|tweens',
      'teen|teens|teenager*|teenage|adolescen*',
      'little|small|young|younger|minor|school <1> boy|boys|girl|girls|daughter|son',
      'under age|aged',
      'little|younger|baby cousin*|niece*|nephew*|sister*|brother*',
      'lolita*|loli|lolicon*|shota*|jailbait*',
      'jail bait',
      'in my childhood',
      'as a boy|child|kid|girl',
    ],
    unless: [
      'newborn <1> lamb*|foal*|calf|calves|puppy|puppies|kitten*|chick*|fawn*|animal*|star*',
      'child|children of <1> sun|moon|light|god|nature|forest|sea|wind|war|stars|night|revolution|dune',
      'children|child|childrens|kids|kid s <1> book*|illustration*|drawing*|literature|cartoon*|storybook*',
      'childrens|kids book*|illustration*|drawing*|cartoon*',
      'inner child',
      'no|without <1> children|kids|child|babies|teens|people',
      'destiny s child',
      'kid leather|glove*|gloves|skin|rock|cudi',
      'billy the kid',
      'sundance|karate|whiz|cool|comeback kid',
      'baby blue|pink|doll|face|grand|yellow|animal*|elephant|dragon|fox|goat|deer|tiger|lion|bear|panda|yoda|groot|shark|hair|bangs|carrots|spinach|breath',
      'baby s breath',
      'teen spirit|wolf|titans',
      'teenage mutant|dirtbag|dream',
      'aged leather|paper|wood|whisky|whiskey|wine|photo|photograph|parchment|bronze|face|skin|man|woman|brick*|stone|#17 months',
    ],
  },
  {
    name: 'minors.age.en',
    category: 'minors',
    says: [
      '#17 year|years|yr|yrs old',
      '#17 y o',
      '#17yo|#17y|#17yr|#17yrs|#17yearold',
      '#17 yo|yearold',
      'age|aged #17',
      'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen year|years old',
      'under eighteen|18',
      'he|she|hes|shes|who <1> is|s|turns|was|turned #17',
      `he|she|who <1> is|s|turns|was|turned ${yearsInWords}`,
      'second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|2nd|3rd|4th|5th|6th|7th|8th|9th|10th|11th|12th grade|grader*',
    ],
    unless: [
      `he|she|who <1> is|s|was #17|${yearsInWords} ${notYears}`,
      '#17 year|years old <1> whisky|whiskey|wine|scotch|rum|cognac|car|house|tree|dog|cat|horse|company|brand|tradition|building|jacket|coat|leather|guitar|bicycle|bike|cheese',
    ],
  },
  {
    name: 'minors.ru',
    category: 'minors',
    says: [
      'ребенок|ребенка|ребенку|ребенком|ребенке|ребеночк*|ребеночек|дети|детей|детям|детьми|детях|детки|деток|детишк*|детишек',
      'малыш|малыша|малышом|малыши|малышу|малышей|малютк*|младен*|новорожденн*|грудничк*|карапуз*',
      'школьни*|подрост*|несовершеннолет*|малолет*|тинейдж*|первокласс*|дошкольн*|детсад*|детсадов*|отрок*',
      'девочка|девочки|девочку|девочке|девочкой|девочек|девочкам|девочками|девчушк*',
      'мальчик|мальчика|мальчику|мальчиком|мальчике|мальчики|мальчиков|мальчиками|мальчуган*|мальчонк*',
      'дочурк*|дочка|дочки|дочку|дочкой|сыночек|сыночк*|сынок|сынишк*',
      'маленьк* <1> сын*|доч*|сестр*|брат*',
      'детск* сад|сада|саду|садом|садик*',
      'малышка|малышки|малышку|малышкой|малышке|племяшк*',
      'лоли|лолит*|лоликон*|шота',
      'я|меня|себя|мне <2> в детстве',
      'в детском|подростковом возрасте',
      'детск* порн*|тел*|фигур*',
      'мое|моего дитя|дитятк*',
    ],
    unless: [
      'новорожденн* <1> щен*|котен*|котят*|ягнен*|жеребен*|телен*|козлен*|оленен*|звезд*',
      'под мальчика',
      'без детей|детеи|детишек',
      'дети|детей солнца|цветов|индиго|ночи|света|лета|кукурузы|шпионов',
      'внутренн* ребен*',
      'мальчик с пальчик',
      'мальчик* зайчик*',
    ],
  },
  {
    name: 'minors.age.ru',
    category: 'minors',
    says: [
      '#17 лет|годик*|годиков',
      '#17 летн*',
      '#17летн*',
      '1|2|3|4 года|год|годика',
      'двухлетн*|трехлетн*|четырехлетн*|пятилетн*|шестилетн*|семилетн*|восьмилетн*|девятилетн*|десятилетн*|одиннадцатилетн*|двенадцатилетн*|тринадцатилетн*|четырнадцатилетн*|пятнадцатилетн*|шестнадцатилетн*|семнадцатилетн*',
      'пять|шесть|семь|восемь|девять|десять|одиннадцать|двенадцать|тринадцать|четырнадцать|пятнадцать|шестнадцать|семнадцать лет',
      'возрасте двух|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|одиннадцати|двенадцати|тринадцати|четырнадцати|пятнадцати|шестнадцати|семнадцати лет',
      'лет двух|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|одиннадцати|двенадцати|тринадцати|четырнадцати|пятнадцати|шестнадцати|семнадцати',
      'до 18|восемнадцати лет',
      'младше 18|восемнадцати',
      `ему|ей|мне|нам|им <2> #17|${yearsInWordsRu}`,
      'второй|второго|втором|третий|третьего|третьем|четверт*|пятый|пятого|пятом|шестой|шестого|шестом|седьмой|седьмого|седьмом|восьмой|восьмого|восьмом|девятый|девятого|девятом|десятый|десятого|десятом|одиннадцат* класс|класса|классе',
    ],
    unless: [
      `ему|ей|мне|нам|им <2> #17|${yearsInWordsRu} ${notYearsRu}`,
      'за|через|на|прошло|спустя|последние|больше|более #17 лет|года|год',
      '#17 лет|года|год спустя|назад|опыта|брака|вместе|победы|свадьбы|стажа|службы|дружбы|работы',
      '#17|десять|пять лет спустя|назад|опыта|брака|вместе',
      '#17 летн* юбилей|стаж|опыт|виски|вино|выдержк*|дуб|машин*',
      'пятилетн*|десятилетн* юбилей|стаж|опыт|виски|выдержк*|план*',
    ],
  },
];
