const stems: [string, string][] = Object.entries({
  портрет: 'portrait', девушк: 'young woman', женщин: 'woman', мужчин: 'man', парень: 'young man',
  ребён: 'child', собак: 'dog', кошк: 'cat', лес: 'forest', море: 'sea', пляж: 'beach', гор: 'mountains',
  город: 'city', улиц: 'street', ноч: 'night', закат: 'sunset', рассвет: 'sunrise', снег: 'snow', зим: 'winter',
  лет: 'summer', осен: 'autumn', весн: 'spring', дожд: 'rain', свет: 'light', мягк: 'soft', ярк: 'bright',
  тёмн: 'dark', темн: 'dark', стил: 'style', кино: 'cinema', плать: 'dress', костюм: 'suit', шляп: 'hat',
  красн: 'red', син: 'blue', зелён: 'green', золот: 'golden', бел: 'white', чёрн: 'black', черн: 'black',
  космос: 'space', космонавт: 'astronaut', рыцар: 'knight', корол: 'king', киберпанк: 'cyberpunk', кафе: 'café',
  сад: 'garden', цвет: 'flowers', делов: 'business', офис: 'office', улыб: 'smile', студи: 'studio', фото: 'photo',
}).toSorted(([a], [b]) => b.length - a.length); // prettier-ignore

const small: Record<string, string> = {
  в: 'in', во: 'in', на: 'on', с: 'with', со: 'with', и: 'and', под: 'under', у: 'by', без: 'without',
  для: 'for', из: 'of', я: 'I', меня: 'me', мой: 'my', как: 'like', за: 'behind', при: 'at', от: 'from',
}; // prettier-ignore

/** German, French and Spanish, as far as the sandbox speaks them. */
const european: Record<string, string> = {
  porträt: 'portrait', retrato: 'portrait', frau: 'woman', femme: 'woman', mujer: 'woman', mann: 'man', homme: 'man', hombre: 'man',
  herbstwald: 'autumn forest', wald: 'forest', forêt: 'forest', bosque: 'forest', garten: 'garden', jardin: 'garden', jardín: 'garden',
  meer: 'sea', mer: 'sea', plage: 'beach', playa: 'beach', stadt: 'city', ciudad: 'city',
  licht: 'light', lumière: 'light', luz: 'light', weiches: 'soft', sanftes: 'soft', douce: 'soft', suave: 'soft', nacht: 'night', nuit: 'night', noche: 'night',
  im: 'in the', ein: 'a', eine: 'a', mit: 'with', und: 'and', une: 'a', dans: 'in', avec: 'with', una: 'a', en: 'in', el: 'the',
}; // prettier-ignore

const latin: Record<string, string> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'yo', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l',
  м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh',
  щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
}; // prettier-ignore

const transliterate = (word: string): string =>
  [...word].map((letter) => latin[letter] ?? letter).join('');

const translateWord = (word: string): string => {
  const lower = word.toLowerCase();
  const stem = stems.find(([start]) => lower.startsWith(start));
  return small[lower] ?? stem?.[1] ?? transliterate(lower);
};

/** Russian words become English where the sandbox knows them, Latin letters otherwise; of other languages it knows a few. */
export const translate = (text: string): string =>
  text
    .replace(/[а-яё]+/gi, translateWord)
    .replace(/[a-zà-ÿ]+/gi, (word) => european[word.toLowerCase()] ?? word);
