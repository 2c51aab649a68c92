import type { MessageKey } from './en.ts';

/** Русский. The same keys as English; four plural forms where a number stands beside a word. */
export const ru = {
  'language.name': '🇷🇺 Русский',

  'welcome.text':
    '👋 <b>Привет{name, select, none {} other {, {name}}}! Я Аиша.</b>\n\nПришлите 10–20 фотографий, и через несколько минут я сделаю ваши портреты где угодно: в кино, в горах, на картине.\n\n<b>Перед началом</b>\n• Вам есть 18 лет.\n• На фотографиях вы или человек, который согласен.\n• Фотографии нужны только для вашего аватара и ваших картинок.\n\nНажимая кнопку, вы соглашаетесь.',
  'welcome.agree': '✅ Согласен, начнём',
  'welcome.granted':
    '🎁 У вас <b>{credits, plural, one {# кредит} few {# кредита} many {# кредитов} other {# кредита}}</b>, чтобы всё попробовать.',

  'menu.text': '🏠 <b>Главное меню</b>\n\nЧто делаем?',
  'menu.generate': '✨ Создать картинку',
  'menu.create': '➕ Новый аватар',
  'menu.avatars': '🎭 Мои аватары',
  'menu.gallery': '🖼 Галерея',
  'menu.balance': '💎 Баланс',
  'menu.language': '🌐 Язык',
  'menu.help': '❓ Помощь',
  'menu.home': '🏠 Меню',
  'button.back': '‹ Назад',

  'kind.text':
    '<b>Какой аватар создаём?</b>\n\n🎭 <b>Портретный</b> (рекомендуем)\nДля людей. Лица получаются лучше всего.\n⏱ 3–15 минут\n\n🎨 <b>Художественный</b>\nДля людей, стилей и предметов. Картинки до 2K.\n⏱ 5–30 минут',
  'kind.portrait': '🎭 Портретный',
  'kind.artistic': '🎨 Художественный',
  'subject.text': '<b>{kind}</b>\n\nКто или что на фотографиях?',
  'subject.man': '👨 Мужчина',
  'subject.woman': '👩 Женщина',
  'subject.person': '🧑 Человек',
  'subject.style': '🖌 Стиль',
  'subject.object': '📦 Предмет',

  'name.ask': '✍️ <b>Как назовём аватар?</b>\n\nПришлите имя, от {min} до {max} символов.',
  'photos.ask':
    '📸 <b>«{name}»: теперь фотографии</b>\n\nПришлите от {min} до {max} фотографий, можно сразу несколько.\n\n✅ Хорошо: лицо хорошо видно, разные ракурсы, свет и одежда, один человек.\n❌ Плохо: тёмные очки, фильтры, групповые снимки, размытость.\n\n💡 Фото, отправленное файлом, сохраняет полное качество.',
  'photos.status':
    '📸 <b>{accepted, plural, one {# хорошее фото} few {# хороших фото} many {# хороших фото} other {# хорошего фото}}</b> из {min}–{max}{checking, plural, =0 {} one {\n⏳ Проверяю ещё #…} few {\n⏳ Проверяю ещё #…} many {\n⏳ Проверяю ещё #…} other {\n⏳ Проверяю ещё #…}}',
  'photos.more':
    '\nПришлите ещё {count, plural, one {# фото} few {# фото} many {# фото} other {# фото}}.',
  'photos.enough': '\n👌 Этого достаточно. Пришлите ещё для большего сходства или продолжайте.',
  'photos.full': '\n👌 Больше не нужно. Продолжайте.',
  'photos.refused': '\n\n<b>Не взяла:</b>',
  'photos.continue': '✅ Продолжить',
  'photos.first-name': 'Сначала пришлите имя аватара, потом фотографии.',
  'photos.for-which': '📸 Для какого аватара это фото? Выберите его и пришлите фотографии ещё раз.',
  'photos.for-none': '📸 Чтобы фото пригодились, сначала создайте аватар и пришлите их ещё раз.',
  'photo.too-large': '{count} × больше 20 МБ: пришлите файл поменьше.',
  'photo.wrong-format': '{count} × не JPEG, PNG или WebP: пришлите как фото.',
  'photo.broken': '{count} × не открывается, файл повреждён: пришлите ещё раз.',
  'photo.too-small':
    '{count} × слишком мелко: короткая сторона должна быть не меньше 512 пикселей.',
  'photo.too-many-pixels': '{count} × слишком много пикселей: пришлите как фото, а не файлом.',
  'photo.duplicate': '{count} × уже было: пришлите другое фото.',
  'photo.near-duplicate': '{count} × почти как другое: смените ракурс или место.',
  'photo.unavailable': '{count} × не скачалось из Telegram: пришлите ещё раз.',
  'photo.over-limit': '{count} × сверх предела в {max}: они не понадобились.',

  'preset.text':
    '⚙️ <b>«{name}»: насколько тщательно учиться?</b>\n\n💎 Доступно: {available, plural, one {# кредит} few {# кредита} many {# кредитов} other {# кредита}}',
  'preset.fast': '⚡ Быстро',
  'preset.balanced': '⚖️ Сбалансированно',
  'preset.quality': '💫 Качественно',
  'preset.button': '{preset} · {from}–{to} мин · {price} 💎',
  'train.confirm':
    '<b>Обучить «{name}»?</b>\n\nТип: {kind}\nФотографий: {photos}\nРежим: {preset}\nВремя: примерно {from}–{to} минут\n\n💎 Цена: <b>{price, plural, one {# кредит} few {# кредита} many {# кредитов} other {# кредита}}</b> из {available}\n\nЕсли не получится, кредиты вернутся.',
  'train.start': '🚀 Начать обучение · {price} 💎',
  'train.cancel': '✖️ Отменить обучение',
  'train.cancel.confirm':
    'Остановить обучение «{name}»? {price, plural, one {Вернётся # кредит} few {Вернутся все # кредита} many {Вернутся все # кредитов} other {Вернётся # кредита}}.',
  'train.cancel.yes': '✖️ Да, остановить',
  'train.cancel.no': '‹ Нет, продолжать',
  'training.title': '🧠 <b>Обучаю «{name}»</b>',
  'training.preparing': 'Готовлю фотографии…',
  'training.queued':
    'Жду свободную машину{position, plural, =-1 {} =0 {, вы следующие} one {, впереди #} few {, впереди #} many {, впереди #} other {, впереди #}}',
  'training.running': 'Учусь',
  'training.finishing': 'Сохраняю результат…',
  'training.time': '⏱ Обычно {from}–{to} минут. Чат можно закрыть, я напишу.',
  'training.time.left':
    '⏱ Ещё примерно {from}–{to} минут, прошло {passed, plural, one {# минута} few {# минуты} many {# минут} other {# минуты}}. Чат можно закрыть, я напишу.',
  'training.time.nearly':
    '⏱ Ещё не больше {to, plural, one {# минуты} few {# минут} many {# минут} other {# минуты}}, прошло {passed, plural, one {# минута} few {# минуты} many {# минут} other {# минуты}}. Чат можно закрыть, я напишу.',
  'training.time.over':
    '⏱ Дольше обычного: прошло {passed, plural, one {# минута} few {# минуты} many {# минут} other {# минуты}}. Ничего не потеряно, я напишу.',
  'work.again': '🔁 Сервис запнулся, пробую ещё раз. Доплачивать не нужно.',
  'work.paused':
    '⏸ Сервис картинок приостановлен с нашей стороны. Ваше место в очереди сохранено, и пока картинки нет, ничего не спишется.',
  'training.done': '✅ Обучение «{name}» закончено.',
  'training.ready':
    '🎉 <b>«{name}» готов!</b>\n\nОбучение заняло {minutes, plural, =0 {меньше минуты} one {# минуту} few {# минуты} many {# минут} other {# минуты}}. Теперь опишите картинку, и я её сделаю.',
  'training.failed': '😔 <b>Обучить «{name}» не получилось.</b>\n\n{reason}',
  'training.cancelled': '✖️ Обучение «{name}» остановлено.',
  'training.photo-at-fault':
    '\n\n📷 Дело в фото № {number} из присланных. В следующий раз я обойдусь без него: попробуйте ещё раз или сначала пришлите другое.',
  'training.refunded':
    '💎 На баланс {credits, plural, one {вернулся # кредит} few {вернулись # кредита} many {вернулись # кредитов} other {вернулось # кредита}}.',
  'training.retry': '🔁 Попробовать снова',

  'failure.provider': 'У сервиса обучения и рисования случился сбой. Попробуйте ещё раз.',
  'failure.timeout': 'Это заняло слишком много времени, и я остановила работу. Попробуйте ещё раз.',
  'failure.content': 'Проверка безопасности не пропустила. Опишите что-нибудь другое.',
  'failure.no-face': 'На фотографиях не нашлось лица. Пришлите фото, где лицо хорошо видно.',
  'failure.unreadable':
    'Часть фотографий не удалось прочитать. Пришлите другие и попробуйте снова.',
  'failure.bad-format':
    'У части фотографий не подходит размер, форма или формат. Пришлите обычные фото не меньше 512 пикселей по каждой стороне и попробуйте снова.',
  'failure.no-result':
    'Сервис закончил работу, но результат получить не удалось. Попробуйте ещё раз.',
  'failure.too-few': 'Подходящих фотографий слишком мало. Добавьте ещё и попробуйте снова.',
  'failure.input': 'Сервис не принял запрос. Попробуйте ещё раз или измените его.',

  'avatars.none':
    '🎭 <b>Аватаров пока нет.</b>\n\nСоздайте первый: нужны 10 фотографий и несколько минут.',
  'avatars.text': '🎭 <b>Мои аватары</b>\n\nВыберите аватар.',
  'avatar.card':
    '🎭 <b>{name}</b>\n\nТип: {kind}\nСостояние: {status}\nФотографий: {photos}{version, plural, =0 {} other {\nВерсия: #}}',
  'avatar.status.draft': 'черновик',
  'avatar.status.training': 'обучается',
  'avatar.status.ready': 'готов ✅',
  'avatar.status.failed': 'обучить не получилось',
  'avatar.status.deleted': 'удалён',
  'avatar.generate': '✨ Создать картинку',
  'avatar.add-photos': '📸 Добавить фото',
  'avatar.train': '🚀 Обучить',
  'avatar.choose': '✨ <b>Чья будет картинка?</b>',
  'avatar.none-ready': 'Готовых аватаров пока нет. Создайте аватар, это займёт несколько минут.',

  'prompt.ask':
    '✨ <b>«{name}»: опишите картинку</b>\n\nГде, в какой одежде, с каким настроением? На любом языке, от {min} до {max} символов.\n\n<i>Например: в красном пальто на заснеженной улице вечером, как кадр из фильма</i>\n\nИли выберите идею:',
  'ratio.ask': '📐 <b>Какой формат?</b>\n\n<blockquote>{prompt}</blockquote>',
  'order.confirm':
    '<b>Делаем?</b>\n\n<blockquote>{prompt}</blockquote>\n\nФормат: {ratio}\nКартинок: {count}\n💎 Цена: <b>{price, plural, one {# кредит} few {# кредита} many {# кредитов} other {# кредита}}</b> из {available}',
  'order.go': '✨ Создать · {price} 💎',
  'order.expired': 'Эта кнопка устарела. Начните заново из меню.',
  'order.already': 'Уже делаю.',
  'generation.preparing': '🎨 <b>Готовлюсь…</b>',
  'generation.queued':
    '🎨 <b>В очереди</b>{position, plural, =-1 {} =0 {, вы следующие} one {, впереди #} few {, впереди #} many {, впереди #} other {, впереди #}}',
  'generation.running':
    '🎨 <b>Рисую {count, plural, one {# картинку} few {# картинки} many {# картинок} other {# картинки}}…</b>',
  'generation.time': '⏱ Обычно {from}–{to} секунд.',
  'generation.cancel': '✖️ Отменить',
  'generation.caption': '✨ <i>{prompt}</i>',
  'generation.partly':
    '\n\nПолучилось {delivered} из {ordered}; списано только за них: {charged} 💎.',
  'generation.again': '🔁 Ещё раз',
  'generation.new': '✏️ Новое описание',
  'generation.failed': '😔 <b>Картинка не получилась.</b>\n\n{reason}',
  'generation.cancelled': '✖️ Отменено.',

  'gallery.none': '🖼 <b>Картинок пока нет.</b>\n\nСделайте первую!',
  'gallery.text':
    '🖼 <b>Галерея</b>: {total, plural, one {# картинка} few {# картинки} many {# картинок} other {# картинки}}{total, plural, =0 {} =1 {} other {\nПоследние {shown}:}}',
  'gallery.more': '⬇️ Раньше',

  'balance.text':
    '💎 <b>Баланс</b>\n\nДоступно: <b>{available, plural, one {# кредит} few {# кредита} many {# кредитов} other {# кредита}}</b>{held, plural, =0 {} other {\nЗарезервировано под работу: #}}\n\n<b>Что сколько стоит</b>\nПортретное обучение: {portraitFrom}–{portraitTo} 💎\nХудожественное обучение: {artisticFrom}–{artisticTo} 💎\nКартинка: {imageFrom}–{imageTo} 💎',
  'language.text': '🌐 <b>Язык</b>',
  'language.changed': 'Теперь по-русски.',
  'help.text':
    '❓ <b>Как это работает</b>\n\n1. <b>Новый аватар</b>: выберите тип, дайте имя, пришлите от {min} до {max} фотографий.\n2. <b>Обучение</b>: несколько минут; я напишу, когда будет готово.\n3. <b>Создать картинку</b>: опишите её и выберите формат.\n\nВы платите только за то, что получили: если что-то не выйдет, кредиты вернутся сами.\n\n/create – новый аватар\n/avatars – мои аватары\n/gallery – мои картинки\n/balance – кредиты\n/settings – язык\n/cancel – прервать начатое',

  'cancelled.text': '👌 Остановились. Ничего не потеряно: черновики в «Моих аватарах».',
  'unknown.text': 'Не поняла. Вот меню:',
  'unknown.private-only': 'Я работаю в личных чатах. Напишите мне лично.',
  'button.expired': 'Эта кнопка устарела. Меню открывает /start.',
  'busy.text': 'Слишком много сообщений сразу. Подождите несколько секунд и продолжайте.',
  'trouble.text': '😔 У нас что-то сломалось. Ничего не потеряно; попробуйте через минуту.',

  'refused.name-too-short': 'Имя слишком короткое: нужно хотя бы {min} символа.',
  'refused.name-too-long': 'Имя слишком длинное: не больше {max} символов.',
  'refused.name-has-markup':
    'Имя состоит из букв, цифр, пробелов и простых знаков, например дефиса. Пришлите другое.',
  'refused.too-many-avatars': 'У вас уже {max} аватаров; больше нельзя.',
  'refused.subject-unfit': 'Такой аватар этому не научится. Выберите другое.',
  'refused.avatar-not-found': 'Такого аватара больше нет.',
  'refused.avatar-busy': 'Аватар уже обучается. Дождитесь, пока будет готов.',
  'refused.received-too-many':
    'Это больше {max} фотографий для одного аватара. Продолжайте с теми, что есть.',
  'refused.still-checking':
    'Ещё проверяю {checking, plural, one {# фото} few {# фото} many {# фото} other {# фото}}. Секунду.',
  'refused.too-few-photos': 'Хороших фото пока {have}, нужно хотя бы {need}. Пришлите ещё.',
  'refused.insufficient': 'Не хватает кредитов: нужно {price}, есть {available}.',
  'refused.training-not-found': 'Такого обучения больше нет.',
  'refused.training-ended': 'Обучение уже закончено.',
  'refused.prompt-too-short': 'Описание слишком короткое: нужно хотя бы {min} символов.',
  'refused.prompt-too-long':
    'Описание слишком длинное: {length} символов, а можно не больше {max}.',
  'refused.avatar-not-ready': 'Аватар ещё не готов. Сначала обучите его.',
  'refused.count-unfit': 'За раз можно от 1 до {max} картинок.',
  'refused.generation-not-found': 'Такой картинки больше нет.',
  'refused.generation-ended': 'Уже закончено.',
  'refused.webhook': 'Сообщение не принято.',

  'command.start': 'Главное меню',
  'command.create': 'Новый аватар',
  'command.avatars': 'Мои аватары',
  'command.gallery': 'Мои картинки',
  'command.balance': 'Кредиты и цены',
  'command.settings': 'Язык',
  'command.help': 'Как это работает',
  'command.cancel': 'Прервать начатое',
  'bot.description':
    'Пришлите 10–20 фотографий, и через несколько минут я сделаю ваши портреты где угодно: в кино, в горах, на картине.',
  'bot.short-description': 'Ваш личный ИИ-аватар и картинки с вами, по вашим фото.',
} as const satisfies Record<MessageKey, string>;
