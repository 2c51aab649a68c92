/** English. Messages are ICU; parameters are escaped where they are put in, so the markup here is Telegram's HTML. */
export const en = {
  'language.name': '🇬🇧 English',

  'welcome.text':
    '👋 <b>Hi{name, select, none {} other {, {name}}}! I am Aisha.</b>\n\nSend me 10 to 20 photos, and in a few minutes I will make pictures of you anywhere: in a film, on a mountain, in a painting.\n\n<b>Before we start</b>\n• You are 18 or older.\n• The photos are of you, or the person agreed.\n• Photos are used only to train your avatar and make your pictures.\n\nBy pressing the button you agree.',
  'welcome.agree': '✅ I agree, let’s start',
  'welcome.granted':
    '🎁 You have <b>{credits, plural, one {# credit} other {# credits}}</b> to try everything.',

  'menu.text': '🏠 <b>Main menu</b>\n\nWhat shall we do?',
  'menu.generate': '✨ Create a picture',
  'menu.create': '➕ New avatar',
  'menu.avatars': '🎭 My avatars',
  'menu.gallery': '🖼 Gallery',
  'menu.balance': '💎 Balance',
  'menu.language': '🌐 Language',
  'menu.help': '❓ Help',
  'menu.home': '🏠 Menu',
  'button.back': '‹ Back',

  'kind.text':
    '<b>What kind of avatar?</b>\n\n🎭 <b>Portrait</b> (recommended)\nFor people. Faces come out best.\n⏱ 3 to 15 minutes\n\n🎨 <b>Artistic</b>\nFor people, styles and things. Pictures up to 2K.\n⏱ 5 to 30 minutes',
  'kind.portrait': '🎭 Portrait',
  'kind.artistic': '🎨 Artistic',
  'subject.text': '<b>{kind}</b>\n\nWho or what is in the photos?',
  'subject.man': '👨 Man',
  'subject.woman': '👩 Woman',
  'subject.person': '🧑 Person',
  'subject.style': '🖌 Style',
  'subject.object': '📦 Object',

  'name.ask': '✍️ <b>What shall we call the avatar?</b>\n\nSend a name, {min} to {max} characters.',
  'photos.ask':
    '📸 <b>“{name}”: now the photos</b>\n\nSend {min} to {max} photos, several at once if you like.\n\n✅ Good: face clearly visible, different angles, light and clothes, one person.\n❌ Bad: sunglasses, filters, group photos, blur.\n\n💡 Sent as a file, a photo keeps its full quality.',
  'photos.status':
    '📸 <b>{accepted, plural, one {# good photo} other {# good photos}}</b> of {min}–{max}{checking, plural, =0 {} one {\n⏳ # is being checked…} other {\n⏳ # are being checked…}}',
  'photos.more': '\nSend {count, plural, one {# more} other {# more}}.',
  'photos.enough': '\n👌 That is enough. Send more for a better likeness, or continue.',
  'photos.full': '\n👌 That is all I can take. Continue.',
  'photos.refused': '\n\n<b>Not taken:</b>',
  'photos.continue': '✅ Continue',
  'photos.first-name': 'First send a name for the avatar, then the photos.',
  'photos.for-which': '📸 Which avatar is this photo for? Choose it, then send the photos again.',
  'photos.for-none': '📸 To use photos, create an avatar first, then send them again.',
  'photo.too-large': '{count} × larger than 20 MB: send a smaller file.',
  'photo.wrong-format': '{count} × not a JPEG, PNG or WebP picture: send it as a photo.',
  'photo.broken': '{count} × cannot be opened, the file is damaged: send it again.',
  'photo.too-small': '{count} × too small: the shorter side needs at least 512 pixels.',
  'photo.too-many-pixels': '{count} × too many pixels: send it as a photo, not as a file.',
  'photo.duplicate': '{count} × sent twice: send a different photo.',
  'photo.near-duplicate': '{count} × almost the same as another: change the angle or the place.',
  'photo.unavailable': '{count} × could not be downloaded from Telegram: send it again.',
  'photo.over-limit': '{count} × over the limit of {max}: they were not needed.',

  'preset.text':
    '⚙️ <b>“{name}”: how thoroughly shall I learn?</b>\n\n💎 Available: {available, plural, one {# credit} other {# credits}}',
  'preset.fast': '⚡ Fast',
  'preset.balanced': '⚖️ Balanced',
  'preset.quality': '💫 Quality',
  'preset.button': '{preset} · {from}–{to} min · {price} 💎',
  'train.confirm':
    '<b>Train “{name}”?</b>\n\nKind: {kind}\nPhotos: {photos}\nPreset: {preset}\nTime: about {from}–{to} minutes\n\n💎 Price: <b>{price, plural, one {# credit} other {# credits}}</b> of {available}\n\nIf it does not work out, the credits come back.',
  'train.start': '🚀 Start training · {price} 💎',
  'train.cancel': '✖️ Cancel training',
  'train.cancel.confirm':
    'Stop training “{name}”? All {price, plural, one {# credit} other {# credits}} come back.',
  'train.cancel.yes': '✖️ Yes, stop',
  'train.cancel.no': '‹ No, go on',
  'training.title': '🧠 <b>Training “{name}”</b>',
  'training.preparing': 'Preparing the photos…',
  'training.queued':
    'Waiting for a free machine{position, plural, =-1 {} =0 {, you are next} one {, # ahead of you} other {, # ahead of you}}',
  'training.running': 'Learning',
  'training.finishing': 'Saving the result…',
  'training.time': '⏱ Usually {from}–{to} minutes. You can close the chat, I will write.',
  'training.time.left':
    '⏱ About {from}–{to} more minutes, started {passed, plural, one {# minute} other {# minutes}} ago. You can close the chat, I will write.',
  'training.time.nearly':
    '⏱ At most {to, plural, one {# more minute} other {# more minutes}}, started {passed, plural, one {# minute} other {# minutes}} ago. You can close the chat, I will write.',
  'training.time.over':
    '⏱ It takes longer than usual, started {passed, plural, one {# minute} other {# minutes}} ago. Nothing is lost, I will write.',
  'work.again': '🔁 The service hiccuped, trying again. You pay nothing extra.',
  'work.paused':
    '⏸ The picture service is paused on our side. You keep your place, and nothing is charged until it is made.',
  'training.done': '✅ Training “{name}” is finished.',
  'training.ready':
    '🎉 <b>“{name}” is ready!</b>\n\nTrained in {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}}. Now describe a picture, and I will make it.',
  'training.failed': '😔 <b>Training “{name}” did not work out.</b>\n\n{reason}',
  'training.cancelled': '✖️ Training “{name}” is stopped.',
  'training.photo-at-fault':
    '\n\n📷 It is photo {number} of those you sent. Next time it is left out: try again, or send another one first.',
  'training.refunded':
    '💎 {credits, plural, one {# credit is} other {# credits are}} back on your balance.',
  'training.retry': '🔁 Try again',

  'failure.provider': 'The service that trains and draws had a problem. Please try again.',
  'failure.timeout': 'It took too long, so I stopped it. Please try again.',
  'failure.content': 'The safety check did not let it through. Please describe something else.',
  'failure.no-face':
    'No face was found in the photos. Send photos where the face is clearly visible.',
  'failure.unreadable': 'Some photos could not be read. Send others and try again.',
  'failure.bad-format':
    'Some photos have a size, shape or format that the service does not take. Send ordinary photos with at least 512 pixels on each side and try again.',
  'failure.no-result': 'The service finished, but its result could not be had. Please try again.',
  'failure.too-few': 'There were too few usable photos. Add more and try again.',
  'failure.input': 'The service did not accept the request. Please try again or change it.',

  'avatars.none':
    '🎭 <b>You have no avatars yet.</b>\n\nCreate one: it takes 10 photos and a few minutes.',
  'avatars.text': '🎭 <b>My avatars</b>\n\nChoose one.',
  'avatar.card':
    '🎭 <b>{name}</b>\n\nKind: {kind}\nStatus: {status}\nPhotos: {photos}{version, plural, =0 {} other {\nVersion: #}}',
  'avatar.status.draft': 'draft',
  'avatar.status.training': 'training',
  'avatar.status.ready': 'ready ✅',
  'avatar.status.failed': 'training did not work out',
  'avatar.status.deleted': 'deleted',
  'avatar.generate': '✨ Create a picture',
  'avatar.add-photos': '📸 Add photos',
  'avatar.train': '🚀 Train',
  'avatar.choose': '✨ <b>Whose picture?</b>',
  'avatar.none-ready': 'No avatar is ready yet. Create one, it takes a few minutes.',

  'prompt.ask':
    '✨ <b>“{name}”: describe the picture</b>\n\nWhere, in what clothes, in what mood? Any language, {min} to {max} characters.\n\n<i>For example: in a red coat on a snowy street in the evening, film look</i>\n\nOr choose an idea:',
  'ratio.ask': '📐 <b>Which shape?</b>\n\n<blockquote>{prompt}</blockquote>',
  'order.confirm':
    '<b>Shall I make it?</b>\n\n<blockquote>{prompt}</blockquote>\n\nShape: {ratio}\nPictures: {count}\n💎 Price: <b>{price, plural, one {# credit} other {# credits}}</b> of {available}',
  'order.go': '✨ Make it · {price} 💎',
  'order.expired': 'This button has expired. Start again from the menu.',
  'order.already': 'It is already being made.',
  'generation.preparing': '🎨 <b>Preparing…</b>',
  'generation.queued':
    '🎨 <b>In the queue</b>{position, plural, =-1 {} =0 {, you are next} one {, # ahead of you} other {, # ahead of you}}',
  'generation.running': '🎨 <b>Drawing {count, plural, one {# picture} other {# pictures}}…</b>',
  'generation.time': '⏱ Usually {from}–{to} seconds.',
  'generation.cancel': '✖️ Cancel',
  'generation.caption': '✨ <i>{prompt}</i>',
  'generation.partly':
    '\n\n{delivered} of {ordered} could be delivered; only those were charged: {charged} 💎.',
  'generation.again': '🔁 Again',
  'generation.new': '✏️ New prompt',
  'generation.failed': '😔 <b>The picture did not work out.</b>\n\n{reason}',
  'generation.cancelled': '✖️ Cancelled.',

  'gallery.none': '🖼 <b>No pictures yet.</b>\n\nMake the first one!',
  'gallery.text':
    '🖼 <b>Gallery</b>: {total, plural, one {# picture} other {# pictures}}{total, plural, =0 {} one {} other {\nThe newest {shown}:}}',
  'gallery.more': '⬇️ Older',

  'balance.text':
    '💎 <b>Balance</b>\n\nAvailable: <b>{available, plural, one {# credit} other {# credits}}</b>{held, plural, =0 {} other {\nReserved for work under way: #}}\n\n<b>What things cost</b>\nPortrait training: {portraitFrom}–{portraitTo} 💎\nArtistic training: {artisticFrom}–{artisticTo} 💎\nA picture: {imageFrom}–{imageTo} 💎',
  'language.text': '🌐 <b>Language</b>',
  'language.changed': 'From now on in English.',
  'help.text':
    '❓ <b>How it works</b>\n\n1. <b>New avatar</b>: choose the kind, name it, send {min} to {max} photos.\n2. <b>Training</b>: a few minutes; I will write when it is ready.\n3. <b>Create a picture</b>: describe it, choose the shape.\n\nYou pay only for what was delivered: if something fails, the credits come back by themselves.\n\n/create – new avatar\n/avatars – my avatars\n/gallery – my pictures\n/balance – credits\n/settings – language\n/cancel – stop what we were doing',

  'cancelled.text': '👌 Stopped. Nothing is lost: drafts are in “My avatars”.',
  'unknown.text': 'I did not understand that. Here is the menu:',
  'unknown.private-only': 'I work in private chats. Write to me directly.',
  'button.expired': 'This button has expired. /start opens the menu.',
  'busy.text': 'Too many messages at once. Wait a few seconds and go on.',
  'trouble.text':
    '😔 Something went wrong on our side. Nothing is lost; please try again in a minute.',

  'refused.name-too-short': 'The name is too short: at least {min} characters.',
  'refused.name-too-long': 'The name is too long: at most {max} characters.',
  'refused.name-has-markup':
    'A name is made of letters, digits, spaces and simple marks such as a dash. Send another one.',
  'refused.too-many-avatars': 'You have {max} avatars already; more is not possible.',
  'refused.subject-unfit': 'This kind of avatar cannot learn that. Choose again.',
  'refused.avatar-not-found': 'This avatar does not exist any more.',
  'refused.avatar-busy': 'The avatar is training already. Wait until it is ready.',
  'refused.received-too-many':
    'That is more than {max} photos for one avatar. Continue with those that were taken.',
  'refused.still-checking':
    '{checking, plural, one {# photo is} other {# photos are}} still being checked. One moment.',
  'refused.too-few-photos': 'Only {have} good photos; at least {need} are needed. Send more.',
  'refused.insufficient': 'Not enough credits: it costs {price}, you have {available}.',
  'refused.training-not-found': 'This training does not exist any more.',
  'refused.training-ended': 'The training has ended already.',
  'refused.prompt-too-short': 'The description is too short: at least {min} characters.',
  'refused.prompt-too-long':
    'The description is too long: {length} characters, at most {max} are possible.',
  'refused.avatar-not-ready': 'The avatar is not ready yet. Train it first.',
  'refused.count-unfit': 'From 1 to {max} pictures at once are possible.',
  'refused.generation-not-found': 'This picture does not exist any more.',
  'refused.generation-ended': 'It has ended already.',
  'refused.webhook': 'This message was not accepted.',

  'command.start': 'Main menu',
  'command.create': 'New avatar',
  'command.avatars': 'My avatars',
  'command.gallery': 'My pictures',
  'command.balance': 'Credits and prices',
  'command.settings': 'Language',
  'command.help': 'How it works',
  'command.cancel': 'Stop what we were doing',
  'bot.description':
    'Send 10 to 20 photos, and in a few minutes I make pictures of you anywhere: in a film, on a mountain, in a painting.',
  'bot.short-description': 'Your personal AI avatar and pictures of you, from your photos.',
} as const;

export type MessageKey = keyof typeof en;
