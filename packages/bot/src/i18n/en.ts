/** English. Messages are ICU; parameters are escaped where they are put in, so the markup here is Telegram's HTML. */
export const en = {
  'language.name': '🇬🇧 English',

  'welcome.text':
    '👋 <b>Hi{name, select, none {} other {, {name}}}! I am Aisha.</b>\n\nSend me a dozen or two of your photos, and in a few minutes I will make pictures of you anywhere: in a film, on a mountain, in a painting.\n\n<b>Before we start</b>\n• You are 18 or older.\n• The photos are of you, or the person agreed.\n• Photos are used only to train your avatar and make your pictures.\n\nBy pressing the button you agree to the terms and the privacy policy below.',
  'welcome.agree': '✅ I agree, let’s start',
  'welcome.granted':
    '🎁 You have <b>{credits, plural, one {# credit} other {# credits}}</b> to try everything.',
  'welcome.back':
    '👋 <b>Good to see you again!</b>\n\nYou have had the welcome credits already: they are a gift once a year.',

  'menu.text': '🏠 <b>Main menu</b>\n\nWhat shall we do?',
  'menu.generate': '✨ Create a picture',
  'menu.create': '➕ New avatar',
  'menu.avatars': '🎭 My avatars',
  'menu.gallery': '🖼 Gallery',
  'menu.balance': '💎 Balance',
  'menu.help': '❓ Help',
  'menu.home': '🏠 Menu',
  'button.back': '‹ Back',

  'kind.text':
    '<b>What kind of avatar?</b>\n\n🎭 <b>Portrait</b> (recommended)\nFor people. Faces come out best.\n\n🎨 <b>Artistic</b>\nFor people, styles and things. Larger pictures.',
  'kind.portrait': '🎭 Portrait',
  'kind.artistic': '🎨 Artistic',
  'kind.card.portrait':
    '🎭 <b>Portrait</b>\n\n⚙️ Technology: {technology}, made for faces\n⏱ Training: {from}–{to, plural, one {# minute} other {# minutes}}, {least}–{most} 💎\n🎯 Best for: pictures of one person\n💪 Strengths: the closest likeness, natural skin and light, a picture costs {picture} 💎',
  'kind.card.artistic':
    '🎨 <b>Artistic</b>\n\n⚙️ Technology: {technology}, pictures up to {size}\n⏱ Training: {from}–{to, plural, one {# minute} other {# minutes}}, {least}–{most} 💎\n🎯 Best for: a style, a thing, a person in many styles\n💪 Strengths: learns anything, rich detail, large pictures at {picture} 💎 each',
  'kinds.compare': '⚖️ Compare side by side',
  'kinds.text': '⚖️ <b>Portrait and artistic, side by side</b>',
  'kinds.legend':
    'Prices are in credits 💎. A portrait is right for most people; choose artistic for styles and things.',
  'kinds.portrait': 'Portrait',
  'kinds.artistic': 'Artistic',
  'kinds.time': 'Time',
  'kinds.minutes': '{from}–{to} min',
  'kinds.credits': 'Training',
  'kinds.picture': 'Picture',
  'kinds.faces': 'Faces',
  'kinds.styles': 'Styles',
  'kinds.things': 'Things',
  'kinds.size': 'Size up to',
  'kinds.model': 'Model',
  'subject.text': '<b>Who or what is in the photos?</b>',
  'subject.man': '👨 Man',
  'subject.woman': '👩 Woman',
  'subject.person': '🧑 Person',
  'subject.style': '🖌 Style',
  'subject.object': '📦 Object',

  'name.ask':
    '✍️ <b>What shall we call the avatar?</b>\n\nSend a name, {min} to {max, plural, one {# character} other {# characters}}.',
  'photos.ask':
    '📸 <b>“{name}”: now the photos</b>\n\nSend {min} to {max, plural, one {# photo} other {# photos}}, several at once if you like, or all in one ZIP.\n\n✅ Good: face clearly visible, different angles, light and clothes, one person.\n❌ Bad: sunglasses, filters, group photos, blur.\n\n💡 Sent as a file, a photo keeps its full quality.',
  'photos.status':
    '📸 <b>{accepted, plural, one {# good photo} other {# good photos}}</b> of {sent, plural, one {# sent} other {# sent}}{checking, plural, =0 {} one {\n⏳ # is being checked…} other {\n⏳ # are being checked…}}',
  'photos.more':
    '\nSend {count, plural, one {# more} other {# more}}: an avatar takes {min}–{max}.',
  'photos.enough': '\n👌 That is enough. Send more for a better likeness, or continue.',
  'photos.full': '\n👌 That is all I can take. Continue.',
  'photos.refused': '\n\n<b>Not taken:</b>',
  'photos.warned': '\n\n<b>Taken, but could be better:</b>',
  'photos.continue': '✅ Continue',
  'photos.first-name': 'First send a name for the avatar. The photos wait until then.',
  'photos.for-which': '📸 Which avatar is this for? Choose it, and I take what you have sent.',
  'photos.for-none':
    '📸 Create an avatar first. I keep what you have sent for an hour and use it then.',
  'photos.take': '➕ Take {count, plural, one {the photo} other {the # photos}} sent before',
  'photos.add': '➕ Add photos',
  'photos.look': '🔎 What was sent',
  'photos.tips': '💡 Tips',
  'photos.tips.text':
    '💡 <b>Photos that make a good avatar</b>\n\n<b>Good</b>\n1. From the front, the whole face in soft daylight\n2. Half from the side\n3. Other clothes, another place\n4. Another expression, from a little further away\n\n<b>Bad</b>\n5. Sunglasses, a mask, a cap over the eyes\n6. Several people\n7. Blurred, out of focus, with a filter\n8. Too dark, or against the light\n\nSend {min}–{max}: one by one, as an album, as files or in one ZIP.',
  'sent.text': '🔎 <b>“{name}”</b>: {numbers} of {sent, plural, one {# sent} other {# sent}}',
  'sent.good': '✅ Good: {numbers}',
  'sent.checking': '⏳ Being checked: {numbers}',
  'sent.warned': '⚠️ {number}:',
  'sent.refused': '❌ {number}:',
  'sent.open': 'Press a number to look at it, to remove or to replace it.',
  'photos.clear': '🗑 Remove all',
  'photos.clear.ask':
    '🗑 <b>Remove {count, plural, one {the # photo} other {all # photos}} of “{name}”?</b>\n\nThen send new ones. Versions that are trained already stay.',
  'photos.clear.yes': '🗑 Yes, remove all',
  'sent.none': '🔎 Nothing was sent for “{name}” yet.',
  'photo.card': '📷 <b>Photo {number} of {sent}</b>',
  'photo.card.good': '✅ Good',
  'photo.card.checking': '⏳ It is being checked.',
  'photo.card.warned': '⚠️ Taken, but',
  'photo.card.refused': '❌ Not taken:',
  'photo.remove': '🗑 Remove',
  'photo.removed': 'Removed.',
  'photo.replace': '🔁 Replace',
  'photo.replace.ask':
    '🔁 Send the photo that takes the place of photo {number}. The old one stays until the new one is taken.',
  'photo.too-large': 'larger than 20 MB, more than Telegram gives to bots: send a smaller file.',
  'photo.wrong-format': 'not a JPEG, PNG or WebP picture: send it as a photo.',
  'photo.broken': 'cannot be opened, the file is damaged: send it again.',
  'photo.too-small': 'too small: the shorter side needs at least 512 pixels.',
  'photo.too-many-pixels': 'too many pixels: send it as a photo, not as a file.',
  'photo.too-narrow': 'too long and narrow: cut it to the face and shoulders.',
  'photo.blurred': 'blurred: hold the phone still and tap the face to focus.',
  'photo.too-dark': 'too dark to see anything: turn to a window or a lamp.',
  'photo.too-bright': 'too bright, nothing but white: move out of the direct light.',
  'photo.duplicate': 'sent twice: send a different photo.',
  'photo.near-duplicate': 'almost the same as another: change the angle or the place.',
  'photo.unavailable': 'could not be downloaded from Telegram: send it again.',
  'photo.over-limit': 'over the limit of {max}: remove one first to make room.',
  'photo.at-fault': 'the training failed on it: remove it, or replace it with another.',
  'photo.narrow': 'long and narrow: only its middle is learnt from.',
  'photo.dark': 'rather dark: more light shows more of the face.',
  'photo.bright': 'very bright: softer light shows more of the face.',
  'photo.soft': 'a little blurred: a sharper one gives a better likeness.',
  'archive.damaged': 'a damaged ZIP: pack it again, or send the photos themselves.',
  'archive.encrypted': 'a ZIP with a password: pack it without one.',
  'archive.too-many-files': 'a ZIP of more than 100 files: choose the best {max}.',
  'archive.too-large': 'a ZIP that unpacks to too much: send the photos in smaller parts.',
  'archive.empty': 'an empty ZIP: put the photos in it and send it again.',

  'preset.text':
    '⚙️ <b>“{name}”: how thoroughly shall I learn?</b>\n\n⚡ <b>Fast</b>: for a first look\n⚖️ <b>Balanced</b>: right for most\n💫 <b>Quality</b>: the closest likeness\n\n💎 Available: {available, plural, one {# credit} other {# credits}}',
  'preset.fast': '⚡ Fast',
  'preset.balanced': '⚖️ Balanced',
  'preset.quality': '💫 Quality',
  'preset.button': '{preset} · {from}–{to} min · {price} 💎',
  'train.confirm':
    '<b>Train “{name}”?</b>\n\nKind: {kind}\nPhotos: {photos}\nPreset: {preset}\nTime: about {from}–{to, plural, one {# minute} other {# minutes}}\n\n💎 Price: <b>{price, plural, one {# credit} other {# credits}}</b> of {available}\n\nIf it does not work out, the credits come back.',
  'train.start': '🚀 Start training · {price} 💎',
  'train.cancel': '✖️ Cancel training',
  'train.cancel.confirm':
    'Stop training “{name}”? {price, plural, one {# credit comes} other {All # credits come}} back.',
  'train.cancel.yes': '✖️ Yes, stop',
  'train.cancel.no': '‹ No, go on',
  'training.title': '🧠 <b>Training “{name}”</b>',
  'training.preparing': 'Preparing the photos…',
  'training.queued':
    'Waiting in the queue{position, plural, =-1 {} =0 {, you are next} one {, # ahead of you} other {, # ahead of you}}',
  'training.running': 'Learning',
  'training.finishing': 'Saving the result…',
  'training.time':
    '⏱ Usually {from}–{to, plural, one {# minute} other {# minutes}}. You can close the chat, I will write.',
  'training.time.left':
    '⏱ About {from}–{to, plural, one {# more minute} other {# more minutes}}, started {passed, plural, one {# minute} other {# minutes}} ago. You can close the chat, I will write.',
  'training.time.nearly':
    '⏱ At most {to, plural, one {# more minute} other {# more minutes}}, started {passed, plural, one {# minute} other {# minutes}} ago. You can close the chat, I will write.',
  'training.time.over':
    '⏱ It takes longer than usual: started {passed, plural, one {# minute} other {# minutes}} ago. Nothing is lost, I will write.',
  'work.again': '🔁 The service had a hiccup, I am trying again. You pay nothing extra.',
  'work.paused':
    '⏸ We had to pause the service. You keep your place, and nothing is charged until the result is there.',
  'training.done': '✅ Training “{name}” is finished.',
  'training.ready':
    '🎉 <b>“{name}” is ready!</b>\n\nTrained in {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}}. Now describe a picture, and I will make it.{previews, plural, =0 {} one {\n\n🎁 A first picture follows in a moment, as a gift.} other {\n\n🎁 The first # pictures follow in a moment, as a gift.}}',
  'training.previewed':
    '🎁 <b>“{name}”: {pictures, plural, one {the first picture} other {the first pictures}} of version {version}</b>\n\nA gift, to show what I have learnt. Now it is your turn.',
  'training.not-previewed':
    '🎁 <b>“{name}”, version {version}</b>\n\nThe first pictures did not work out this time; they were a gift, and nothing was charged. The avatar itself is fine: describe a picture, and I will make it.',
  'training.failed': '😔 <b>Training “{name}” did not work out.</b>\n\n{reason}',
  'training.cancelled': '✖️ Training “{name}” is stopped.',
  'training.photo-at-fault':
    '\n\n📷 It is photo {number} of those you sent. Next time it is left out: try again, or replace it first.',
  'training.photo-at-fault.open': '📷 Photo {number}',
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
  'failure.no-result':
    'The service finished, but its result could not be fetched. Please try again.',
  'failure.too-few': 'There were too few usable photos. Add more and try again.',
  'failure.input': 'The service did not accept the request. Please change it or try again.',

  'avatars.none':
    '🎭 <b>You have no avatars yet.</b>\n\nCreate one: it takes some photos and a few minutes.',
  'avatars.text': '🎭 <b>My avatars</b>',
  'avatars.line':
    '{mark} <b>{name}</b>: {status}{versions, plural, =0 {} one {, # version} other {, # versions}}',
  'avatars.missing':
    '{missing, plural, =0 {, the photos are enough} one {, # photo missing} other {, # photos missing}}',
  'avatars.legend': '<i>📸 photos · 🕘 versions</i>',
  'list.more': '⬇️ Older',
  'avatar.card':
    '{mark, select, main {⭐} other {🎭}} <b>{name}</b>{mark, select, main { · main avatar} other {}}\n\nKind: {kind}\nPhotos: {photos}{versions, plural, =0 {} other {\nVersions: #}}{active, plural, =0 {} other {, in use: version #}}\nStatus: {status}',
  'avatar.status.draft': 'draft',
  'avatar.status.training': 'training',
  'avatar.status.ready': 'ready',
  'avatar.status.failed': 'training did not work out',
  'avatar.status.deleted': 'deleted',
  'avatar.generate': '✨ Create a picture',
  'avatar.choose': '✨ <b>With which avatar?</b>',
  'avatar.none-ready':
    'No avatar is ready yet. Create one: it takes a few minutes. Or make a picture without an avatar.',
  'avatar.open': '🎭 Open the avatar',
  'avatar.continue': '▶️ Continue',
  'avatar.photos': '📸 Photos',
  'avatar.versions': '🕘 Versions',
  'avatar.compare': '⚖️ Compare',
  'avatar.retrain': '🔁 Train again',
  'avatar.make-main': '⭐ Make main',
  'avatar.made-main': '⭐ “{name}” is your main avatar now.',
  'avatar.rename': '✏️ Rename',
  'avatar.renamed': '✏️ Renamed.',
  'avatar.retraining':
    '\n\n🧠 A new version is being trained. Until it is ready you can go on using this one.',
  'rename.ask':
    '✏️ <b>A new name for “{name}”?</b>\n\nSend it, {min} to {max, plural, one {# character} other {# characters}}.',
  'retrain.text':
    '🔁 <b>Train “{name}” again?</b>\n\nIt becomes a new version; this one stays in use until then, and you can always go back to it.\n\nPhotos: {photos}. The same again, or shall we change them first?',
  'retrain.same': '🔁 With the same photos',
  'retrain.change': '📸 Change the photos first',
  'retrain.new': '🆕 With new photos only',
  'avatar.delete': '🗑 Delete',
  'avatar.delete.confirm':
    '🗑 <b>Delete “{name}”?</b>\n\nThese go for good:\n• photos: {photos}\n• trained versions: {versions}{status, select, training {\n• the training under way: it is stopped, its credits come back} other {}}\n\nPictures made with it stay in your gallery until you delete them there.',
  'avatar.delete.yes': '🗑 Yes, delete',
  'avatar.delete.no': '‹ No, keep it',
  'avatar.deleted': '🗑 “{name}” is deleted, with its photos and versions.',
  'draft.leave':
    '📝 <b>“{name}” is not finished yet.</b>\n\nPhotos: {photos}{missing, plural, =0 {, that is enough} one {, # more is needed} other {, # more are needed}}. What shall we do with it?',
  'draft.leave.nameless':
    '📝 <b>The avatar is not finished yet.</b>\n\n{kind}, without a name so far. What shall we do with it?',
  'draft.keep': '💾 Keep as draft',
  'draft.kept': '💾 Kept as “{name}” in “My avatars”. Continue whenever you like.',
  'draft.name.portrait': 'My portrait',
  'draft.name.artistic': 'My art',

  'versions.text': '🕘 <b>Versions of “{name}”</b>',
  'version.number': 'Version {version}',
  'versions.line':
    '{active, select, yes {✅} other {▫️}} Version {version}: {date}, {preset}{active, select, yes {, in use} other {}}',
  'version.card':
    '🕘 <b>“{name}”, version {version}</b>{active, select, yes { · in use} other {}}\n\nTrained: {date}\nPreset: {preset}\nPhotos: {photos}',
  'version.use': '✅ Use version {version}',
  'version.chosen': '✅ Pictures are made with this version from now on.',
  'version.compare': '⚖️ Compare with the one in use',
  'version.compare.older': '⚖️ Compare with the version before',
  'compare.text': '⚖️ <b>“{name}”: two versions side by side</b>',
  'compare.side':
    '{side, select, left {⬅️ Left} other {➡️ Right}}: version {version}, {date}, {preset}{active, select, yes { · in use} other {}}',

  'prompt.ask':
    '✨ <b>“{name}”: describe the picture</b>\n\nWhere, in what clothes, in what mood? Any language, {min} to {max, plural, one {# character} other {# characters}}.\n\n<i>For example: in a red coat on a snowy street in the evening, film look</i>',

  'ratio.ask': '📐 <b>Which shape?</b>\n\n<blockquote>{prompt}</blockquote>',
  'order.confirm':
    '<b>Shall I make it?</b>\n\n<blockquote>{prompt}</blockquote>{sent, select, same {} other {\n✨ Improved:\n<blockquote>{words}</blockquote>}}\n\nShape: {ratio}\nPictures: {count}\n💎 Price: <b>{price, plural, one {# credit} other {# credits}}</b> of {available}',
  'order.go': '✨ Make it · {price} 💎',
  'lacking.text':
    '💎 <b>Not enough credits</b>\n\nIt costs {price, plural, one {# credit} other {# credits}}, you have {available, number}. Nothing was charged.\n\nThe balance shows where credits went and what is reserved; what is not delivered comes back by itself. For more credits, ask here: /paysupport.',
  'lacking.fewer': '✨ {count, plural, one {# picture} other {# pictures}} · {price} 💎',
  'order.expired': 'This button has expired. Start again from the menu.',
  'order.already': 'It is already being made.',
  'generation.preparing': '🎨 <b>Preparing…</b>',
  'generation.queued':
    '🎨 <b>In the queue</b>{position, plural, =-1 {} =0 {, you are next} one {, # ahead of you} other {, # ahead of you}}',
  'generation.running': '🎨 <b>Drawing {count, plural, one {# picture} other {# pictures}}…</b>',
  'generation.time': '⏱ Usually {from}–{to, plural, one {# second} other {# seconds}}.',
  'generation.cancel': '✖️ Cancel',
  'generation.caption': '✨ <i>{prompt}</i>',
  'generation.caption.style': '<b>{style}</b>',
  'generation.partly':
    '\n\nDelivered: {delivered} of {ordered}; only those were charged: {charged} 💎.{blocked, plural, =0 {} one { The safety check did not let # picture through.} other { The safety check did not let # pictures through.}}',
  'generation.again': '🔁 Again',
  'generation.new': '✏️ New description',
  'generation.failed': '😔 <b>The picture did not work out.</b>\n\n{reason}',
  'generation.cancelled': '✖️ Cancelled.',

  'gallery.none': '🖼 <b>No pictures yet.</b>\n\nMake the first one!',
  'gallery.text':
    '🖼 <b>Gallery</b>{filter, select, none {} other {: {filter}}}\n\nOn this page: {shown, plural, one {# picture} other {# pictures}}. Choose one by its number.',

  'way.text':
    '✨ <b>“{name}”: how shall we begin?</b>\n\n✍️ Describe the picture yourself: simply write it here.\n🎨 Or take a ready style.\n📷 Or a photo that you like.\n🎙 Or say it in a voice message.',
  'way.describe': '✍️ My own words',
  'way.freely': '🌍 Without an avatar',
  'freely.ask':
    '🌍 <b>A picture without an avatar</b>\n\nA landscape, a thing, an idea: describe it in any language, {min} to {max, plural, one {# character} other {# characters}}. Such a picture is up to 2K in size, and shows none of your avatars.',
  'freely.words-only': '✍️ Please write it: voice messages are for pictures with an avatar.',
  'vary.text': '🎲 <b>What shall the other picture keep?</b>',
  'vary.anew': '🎲 Same idea, new picture',
  'vary.stay': '🖼 Stay close to this picture',
  'order.close': '🖼 Stays close to the picture that you chose.',
  'enlarge.confirm':
    '🔍 <b>Enlarge this picture?</b>\n\nTwice as wide and twice as high, with nothing changed on it. It comes as a picture and as a file, and into your gallery.\n\n💎 Price: <b>{price, plural, one {# credit} other {# credits}}</b> of {available}',
  'picture.enlarge': '🔍 Enlarge',
  'picture.original': '🖼 The picture it was made from',
  'way.styles': '🎨 Ready styles',
  'way.from-photo': '📷 From a photo',
  'menu.styles': '🎨 Ready styles',
  'style.ask-any': '🎨 <b>Which style?</b>',
  'style.popular': '🔥 Popular',
  'style.favourites': '⭐ Favourites · {count}',
  'style.surprise': '🎲 Surprise me',
  'style.shelf.popular': '🔥 Popular',
  'style.shelf.favourites': '⭐ Favourites',
  'style.shelf': '<b>{name}</b>\n\nChoose a style to see more of it.',
  'style.none': '🎨 There is nothing here at the moment.',
  'style.no-favourites':
    '⭐ <b>No favourites yet.</b>\n\nMark the styles that you like with a star.',
  'style.previous': '‹ Previous',
  'style.next': 'Next ›',
  'style.card': '{emoji} <b>“{title}”</b>\n\n{description}\n\n📐 {ratio}',
  'style.go': '✨ Make it',
  'style.mark': '☆ Favourite',
  'style.unmark': '⭐ Favourite',
  'style.marked': '⭐ Among the favourites.',
  'style.unmarked': 'No longer a favourite.',
  'style.another': '🎲 Another one',
  'style.whose': '🎭 <b>“{title}”: with which avatar?</b>',
  'style.gone': 'There is no such style any more.',
  'style.unfit': 'This style does not suit this avatar. Choose another one.',
  'order.style': 'Style: <b>{style}</b>',
  'command.styles': 'Ready styles',
  'style.ask': '🎨 <b>“{name}”: which style?</b>',
  'from-photo.ask':
    '📷 <b>“{name}”: a picture like which photo?</b>\n\nSend one photo, or the file itself. I will describe its shot, pose, clothes, light and place, and you decide what becomes of it. Who is on it does not matter, and the photo is not kept.',
  'draft.photo.title': '📷 <b>Looking at the photo…</b>',
  'draft.photo.opening': 'opening it',
  'draft.photo.checking': 'checking that it may be used',
  'draft.photo.writing': 'describing it',
  'draft.voice.title': '🎙 <b>Listening…</b>',
  'draft.voice.opening': 'opening the message',
  'draft.voice.checking': 'checking it',
  'draft.voice.writing': 'writing it down',
  'draft.words.title': '✨ <b>Improving the description…</b>',
  'draft.words.opening': 'reading it',
  'draft.words.checking': 'checking it',
  'draft.words.writing': 'looking for better words',
  'draft.photo.written':
    '📷 <b>What makes this photo</b>\n\n{analysis}\n\n<b>Description for your picture</b>\n<blockquote>{prompt}</blockquote>',
  'draft.voice.written': '🎙 <b>I heard:</b>\n\n<blockquote>{prompt}</blockquote>\n\nIs that right?',
  'draft.words.written':
    '✨ <b>Yours:</b>\n<blockquote>{original}</blockquote>\n\n<b>Improved:</b>\n<blockquote>{prompt}</blockquote>',
  'draft.use': '{kind, select, words {✅ Use the improved one} other {✅ Use it}}',
  'draft.rewrite': '✏️ Change it',
  'draft.another': '{kind, select, photo {📷 Another photo} other {🎙 Say it again}}',
  'draft.own': '↩️ Keep my words',
  'draft.rewrite.ask': '✏️ <b>Copy it, change it and send it to me:</b>\n\n<code>{prompt}</code>',
  'draft.gone': 'That description is not there any more. Please start again.',
  'draft.failed.declined': '🙏 The assistant does not want to describe this. Try something else.',
  'draft.failed.unreadable':
    '{kind, select, photo {🤷 I see nothing on this photo that could be described. Try another one.} voice {🤷 I could not make out any words. Say it again, or write it.} other {🤷 I found no better words. Let us go on with yours.}}',
  'draft.failed.down':
    '{kind, select, words {😔 The assistant does not answer at the moment. Your own words are fine, too.} other {😔 The assistant does not answer at the moment. Try again later, or describe the picture in your own words.}}',
  'draft.failed.file':
    '{kind, select, voice {🤷 This recording could not be opened. Say it again, or write it.} other {🤷 This file is not a photo I can read. Send a JPEG, PNG or WebP.}}',
  'draft.failed.too-large': '📦 This file is too large. Up to 20 MB, please.',
  'draft.failed.refused':
    '🛡 The safety check did not let this through. Please choose something else.',
  'order.improve.light': '✨ Improve a little',
  'order.improve.cinematic': '🎬 Like in a film',
  'order.own': '↩️ Back to my own words',
  'refused.prompt.minors':
    '🛡 I do not make pictures of children and teenagers. Please describe something else: nothing was charged.',
  'refused.prompt.sexual':
    '🛡 I do not make nude or sexual pictures of real people. Please describe something else: nothing was charged.',
  'refused.prompt.self-harm':
    '🛡 I do not make pictures of people who hurt themselves. If things are hard, please talk to somebody close to you or call a helpline. Please describe something else: nothing was charged.',
  'refused.prompt.violence':
    '🛡 I do not make pictures of cruelty and gore. Please describe something else: nothing was charged.',
  'refused.prompt.weapons':
    '🛡 I do not make pictures of bombs and terror. Please describe something else: nothing was charged.',
  'refused.prompt.hate':
    '🛡 I do not make pictures with the signs of hatred. Please describe something else: nothing was charged.',
  'refused.prompt.deception':
    '🛡 I do not make forged papers or money. Please describe something else: nothing was charged.',
  'refused.prompt.illicit':
    '🛡 I do not make pictures of that. Please describe something else: nothing was charged.',
  'refused.no-assistant':
    'The assistant that helps with descriptions is not available here. Your own words work as they are.',
  'refused.too-many-drafts':
    'That is the {max, plural, one {# description} other {# descriptions}} an hour that I can help with. Write your own, or come back later.',
  'failure.unjudged':
    'The safety check did not answer in time, so nothing was made. Please try again in a few minutes.',
  'photo.not-allowed': 'the safety check did not let it through: no nudity or violence, please.',
  'photo.unjudged': 'could not be checked for safety: send it again a little later.',
  'generation.untranslated': 'ℹ️ The translator did not answer, so your words went as they are.',
  'picture.facts.words': '✨ Drawn from:\n<blockquote>{words}</blockquote>',
  'picture.facts.untranslated':
    'ℹ️ Drawn from these words as they are: the translator did not answer.',
  'settings.enhancement':
    '✨ Improve descriptions: {choice, select, off {not now} light {a little} other {like in a film}}',
  'voice.what-for':
    '🎙 I can write down what you say, as a description of a picture. First choose “Create a picture”.',
  'voice.too-long': '🎙 Please keep it under {minutes, plural, one {# minute} other {# minutes}}.',
  'reseed.ask':
    '🌱 <b>Another description, the same seed</b>\n\nThe composition stays close to that of this picture:\n\n<blockquote>{prompt}</blockquote>\n\nSend a changed description, {min} to {max, plural, one {# character} other {# characters}}.',
  'generation.price': '💎 Price: {price, plural, one {# credit} other {# credits}}',
  'picture.caption': '🖼 {date}',
  'picture.previous': '‹ Newer',
  'picture.next': 'Older ›',
  'picture.to-gallery': '‹ Gallery',
  'picture.like': '🤍 Favourite',
  'picture.liked': '❤️ Favourite',
  'picture.like.done': '❤️ Among the favourites.',
  'picture.like.undone': 'No longer a favourite.',
  'picture.vary': '🎲 Vary',
  'picture.reseed': '🌱 Same seed',
  'picture.file': '📄 As a file',
  'picture.file.coming': 'The file is coming.',
  'picture.file.sent': '📄 The original, in full quality.',
  'picture.facts': 'ℹ️ Prompt and parameters',
  'picture.facts.text':
    'ℹ️ <b>Prompt and parameters</b>\n\n<blockquote>{prompt}</blockquote>\n\nShape: {ratio}\nSize: {width} × {height}\nSeed: {seed}\nModel: {model}\nMade: {date}',
  'picture.remove': '🗑 Delete',
  'picture.remove.confirm':
    '🗑 <b>Delete this picture?</b>\n\nIt leaves the gallery and our storage for good. What was sent to this chat stays in it. Credits do not come back.',
  'picture.remove.yes': '🗑 Yes, delete',
  'picture.removed': '🗑 The picture is deleted.',
  'picture.removed.note': 'Deleted.',
  'picture.gone': 'This picture does not exist any more.',
  'picture.which': '<b>{action}</b>\n\nWhich picture?',
  'gallery.none-here': '🖼 <b>{filter}</b>\n\nThere are no such pictures. Choose another filter.',
  'gallery.newer': '⬅️ Newer',
  'gallery.older': 'Older ➡️',
  'gallery.filter': '🔎 Filter',
  'gallery.styles': '🎨 Styles',
  'gallery.months': '📅 Months',
  'gallery.select': '☑️ Select',
  'gallery.share': '📤 Send to a chat',
  'gallery.statistics': '📊 Statistics',
  'filter.text': '🔎 <b>Which pictures?</b>',
  'filter.all': '🖼 All',
  'filter.favourites': '❤️ Favourites',
  'filter.one-avatar': '🎭 One avatar',
  'filter.styles.text': '🎨 <b>Which style?</b>',
  'filter.styles.none': '🎨 None of your pictures was made with a ready style yet.',
  'filter.months.text': '📅 <b>Which month?</b>',
  'select.text':
    '☑️ <b>Choose pictures by their numbers</b>\n\nChosen: {chosen} of {max}. They come as a ZIP, with the original files.',
  'select.send': '📦 Send the chosen · {chosen}',
  'select.all': '📦 Send everything shown, up to {max}',
  'select.full': 'The most at once is {max}.',
  'select.later': 'That was a lot of archives. Please try again in a few minutes.',
  'select.sending': '📦 I am packing the pictures and will send them here.',
  'zip.ready':
    '📦 <b>{pictures, plural, one {# picture} other {# pictures}}</b>{parts, plural, =1 {} other {\nPart {part} of #}}',
  'zip.empty': '📦 There is nothing to pack: none of these pictures is there any more.',
  'statistics.text':
    '📊 <b>Statistics</b>\n\nPictures: <b>{all}</b>\nFavourites: <b>{favourites}</b>\nThis month: <b>{thisMonth}</b>',
  'statistics.avatars': '<b>By avatar</b>',
  'statistics.styles': '<b>By style</b>',
  'statistics.line': '• {name}: {count}',
  'statistics.gone': 'deleted avatars',
  'inline.start': 'Open Aisha',

  'balance.text':
    '💎 <b>Balance</b>\n\nAvailable: <b>{available, plural, one {# credit} other {# credits}}</b>{held, plural, =0 {} other {\nReserved for work under way: #}}\n\n<b>What things cost</b>\nPortrait training: {portraitFrom}–{portraitTo} 💎\nArtistic training: {artisticFrom}–{artisticTo} 💎\nA picture: {imageFrom}–{imageTo} 💎',
  'language.changed': 'From now on in English.',

  'terms.button': '📜 Terms',
  'policy.button': '🔒 Privacy policy',
  'terms.text':
    '📜 <b>Terms</b>\n\n1. You are 18 or older.\n2. You send photos of yourself, or of a person who agreed to it. No children, no public figures without their word, nothing that harms or deceives anybody.\n3. You ask for nothing unlawful. What the safety check refuses is not made and not charged.\n4. Credits pay for trainings and pictures, each at the price that was shown. What is not delivered is not charged: its credits come back by themselves. Welcome credits are a gift and are not paid out.\n5. The pictures are yours to use. They are made by a machine: say so where it matters.\n6. You can take a copy of your data and erase everything at any time: /privacy.\n7. Questions about credits: /paysupport.',
  'consent.renewed':
    '📜 <b>The terms have changed.</b>\n\nPlease read them before you spend credits again. Everything you have stays as it is.\n\n• You are 18 or older.\n• The photos are of you, or the person agreed.\n• Photos are used only to train your avatar and make your pictures.',
  'consent.thanks':
    '✅ Thank you, noted. Now press the button from before once more, or begin here:',
  'privacy.button': '🔒 My data',
  'privacy.text':
    '🔒 <b>Privacy</b>\n\n<b>What I keep</b>\n• Your first name, your Telegram number, language and settings: until you ask to be forgotten.\n• Photos, avatars, descriptions and pictures: until you delete them or ask to be forgotten.\n• What you write to me: until I have answered it.\n• The history of credits: for the books. When you are forgotten it stays under a number that leads to nobody.\n• That you had the welcome credits: up to 13 months, even when you are forgotten. It is a code without your name or number.\n• A copy of your data that you asked for: one day.\n\n<b>Who else sees it</b>\nfal, the service that trains and draws. There, your photos are kept for a day, a picture for a day, a trained avatar for a week, and the record of an order for up to 30 days.\n\nPhotos are used only to train your avatar and make your pictures.',
  'export.button': '📦 Send me a copy of everything',
  'export.begun':
    '📦 I am packing everything I keep about you. The files come into this chat, usually within minutes.',
  'export.too-soon':
    'One copy an hour. The next one in {minutes, plural, one {# minute} other {# minutes}}.',
  'export.ready':
    '📦 <b>Everything I keep about you</b>{parts, plural, =1 {} other {, part {part} of {parts}}}\n\nYour data as JSON, your photos and pictures. The weights of trained avatars are not in it. On my side this file is deleted in a day.',
  'forget.button': '🗑 Forget me',
  'forget.ask':
    '🗑 <b>Erase everything?</b>\n\nThese go for good: avatars, photos, descriptions, pictures, settings, and what we talked about. Work under way is stopped.\n{available, plural, =0 {} one {\n💎 Your # credit is lost.\n} other {\n💎 Your # credits are lost.\n}}\nPictures in this chat stay until you clear it: they lie with Telegram. You will get a receipt. You can begin anew at any time; the welcome credits are given once a year.',
  'forget.yes': '🗑 Yes, erase everything',
  'forget.begun': '⏳ <b>I am erasing everything.</b>\n\nThe receipt comes when it is done.',
  'receipt.done':
    '✅ <b>Everything is erased.</b>\n\nReceipt: <code>{id}</code>\nTime: {time} UTC\n\nAvatars: {avatars}\nPhotos: {photos}\nTrainings: {trainings}\nOrders: {orders}\nPictures: {pictures}\nJobs whose files were deleted at fal: {atProvider}\n\nKept: the history of credits, under a number that leads to nobody; up to 13 months, a code that welcome credits were given.',
  'receipt.left':
    '\nAt fal some files are left; they are deleted there by themselves within 30 days.',
  'receipt.pending': '⏳ The erasure is still under way.',
  'receipt.unknown': 'There is no such receipt.',
  'receipt.check': '🔎 Check the receipt',
  'transfers.button': '🧾 History',
  'transfers.text': '🧾 <b>History of credits</b>',
  'transfers.none': '🧾 <b>No credits have come or gone yet.</b>',
  'transfers.line': '{date}: <b>{amount}</b> 💎 {what}',
  'transfers.older': '⬇️ Older',
  'reason.welcome': 'welcome gift',
  'reason.gift': 'gift',
  'reason.training': 'training of “{name}”',
  'reason.training.back': 'back: training of “{name}”',
  'reason.pictures': '“{name}”, {count, plural, one {# picture} other {# pictures}}',
  'reason.pictures.back': 'back: pictures of “{name}”',
  'reason.work': 'deleted work',
  'reason.back': 'back: deleted work',
  'support.button': '🧑‍💼 Ask about credits',
  'support.text':
    '🧑‍💼 <b>Questions about credits</b>\n\nWrite to: {contact}\n\nSay what happened and when. Credits for what was not delivered come back by themselves, usually within minutes.',
  'support.alone':
    '🧑‍💼 <b>Questions about credits</b>\n\nCredits for what was not delivered come back by themselves, usually within minutes. Whoever runs this bot has not left an address here.',
  'support.last': '<b>The latest entries</b>',
  'settings.text':
    '⚙️ <b>Settings</b>\n\n📐 <b>Shape</b> and 🔢 <b>number</b>: what an order begins with.\n⚡ <b>Quick mode</b>: pictures are made without a last question.\n🔔 <b>Tell me</b>: everything on the way, or only when something is ready or did not work out.',
  'settings.ratio': '{chosen, select, yes {✅ } other {}}{ratio}',
  'settings.ratio.ask': '{chosen, select, yes {✅ } other {}}ask',
  'settings.count': '{chosen, select, yes {✅ } other {}}🔢 {count}',
  'settings.quick': '⚡ Quick mode: {on, select, yes {✅ on} other {off}}',
  'settings.notifications': '🔔 Tell me: {choice, select, all {all news} other {only results}}',
  'settings.language': '{chosen, select, yes {✅ } other {}}{name}',
  'help.text':
    '❓ <b>How it works</b>\n\n1. <b>New avatar</b>: choose the kind, name it, send photos.\n2. <b>Training</b>: a few minutes; I will write when it is ready.\n3. <b>Create a picture</b>: describe it, choose the shape.\n\nYou pay only for what was delivered. What would you like to know more about?',
  'help.title.start': '🚀 First steps',
  'help.title.photos': '📸 Photos',
  'help.title.training': '🧠 Training',
  'help.title.pictures': '✨ Pictures',
  'help.title.gallery': '🖼 Gallery',
  'help.title.credits': '💎 Credits',
  'help.title.settings': '⚙️ Settings',
  'help.title.privacy': '🔒 Your data',
  'help.title.problems': '🛟 If something is wrong',
  'help.about.start':
    'An avatar learns a face, a style or a thing from {min} to {max, plural, one {# photo} other {# photos}}. Then you describe a picture in your own words, and it is drawn with your avatar in it.\n\nYou can have several avatars. Drafts wait for you, for days too: they are in “My avatars”.\n\n/create starts a new avatar, /cancel stops what we are doing, /start opens the menu.',
  'help.about.photos':
    'Send {min} to {max, plural, one {# photo} other {# photos}}, several at once if you like, also as files: then they keep their full quality.\n\n✅ One person, face clearly visible, different angles, light and clothes.\n❌ Sunglasses, filters, group photos, blur, the same photo twice.\n\nEach photo is looked at right away. What is not taken is named, with what to do.',
  'help.about.training':
    'Choose how thoroughly I learn: the price and the time are on the buttons. While it goes on, one message shows how far it is. You can close the chat, or stop it: then the credits come back.\n\nDid it not come out well? Train again with the same photos or with others: that is a new version.',
  'help.about.pictures':
    'Choose an avatar and describe the picture: the place, clothes, light, mood. Any language is fine.\n\nA ready style saves the writing; so does a photo that you like, or a voice message. Shape and number are asked for, or set once in the settings.\n\nWhat the safety check refuses costs nothing: describe something else.',
  'help.about.gallery':
    'All your pictures are here, newest first. Open one to make it again, change it, add it to the favourites, get it as a file or delete it.\n\n“Filter” shows one avatar or the favourites, “Styles” and “Months” what they say; “Select” sends several as a ZIP. Favourites can be sent into any chat: open them with “Filter” and press “Send to a chat”.',
  'help.about.credits':
    'The price stands on the button before anything begins. Credits are set aside when work begins and paid when it is delivered. If only a part of it is delivered, only that part is paid. What fails costs nothing: its credits come back by themselves.',
  'help.about.settings':
    'Choose once with what shape and number an order begins. In quick mode pictures are made without a last question. You can also be told only of results: nothing that you paid for is left out.',
  'help.about.privacy':
    'Look up what is kept and for how long, get a copy of everything, or have everything erased.',
  'help.about.problems':
    '• <b>Nothing happens:</b> /cancel, then /start.\n• <b>A button does not answer:</b> it has expired; open the menu anew with /start.\n• <b>It takes long:</b> the message about it says how long it usually takes. After the limit it is stopped, and the credits come back.\n• <b>The likeness is poor:</b> more photos, with different angles and light, and the preset “Quality”.\n• <b>Credits are missing:</b> look at the history in the balance, or write to us: /paysupport.',
  'menu.settings': '⚙️ Settings',
  'unknown.kind': 'I understand words, buttons and photos. What shall we do?',
  'command.settings': 'Language, shape, notifications',
  'command.privacy': 'My data: copy or erase it',
  'command.paysupport': 'Questions about credits',
  'command.terms': 'Terms',

  'cancelled.text': '👌 Stopped. Nothing is lost: drafts are in “My avatars”.',
  'cancelled.training':
    '👌 There is nothing else to stop. “{name}”{others, plural, =0 { goes} one { and # more go} other { and # more go}} on training: open it to stop that. The credits come back then.',
  'unknown.text': 'I did not understand that. Here is the menu:',
  'unknown.private-only': 'I work in private chats. Please write to me directly.',
  'button.expired': 'This button has expired. /start opens the menu.',
  'busy.text': 'Too many messages at once. Wait a few seconds and go on.',
  'trouble.text':
    '😔 Something went wrong on our side. Nothing is lost; please try again in a minute.',

  'refused.name-too-short':
    'The name is too short: at least {min, plural, one {# character} other {# characters}}.',
  'refused.name-too-long':
    'The name is too long: at most {max, plural, one {# character} other {# characters}}.',
  'refused.name-has-markup':
    'A name is made of letters, digits, spaces and simple marks such as a dash. Send another one.',
  'refused.too-many-avatars':
    'You have {max, plural, one {# avatar} other {# avatars}}, more is not possible. Delete one to make room.',
  'refused.subject-unfit': 'This kind of avatar cannot learn that. Choose again.',
  'refused.avatar-not-found': 'This avatar does not exist any more.',
  'refused.photo-not-found': 'This photo does not exist any more.',
  'refused.avatar-busy': 'The avatar is training already. Wait until it is ready.',
  'refused.received-too-many':
    'That is more than {max, plural, one {# photo} other {# photos}} for one avatar. Continue with those that were taken.',
  'refused.still-checking':
    '{checking, plural, one {# photo is} other {# photos are}} still being checked. One moment.',
  'refused.too-few-photos': 'Good photos so far: {have}, needed: at least {need}. Send more.',
  'refused.blocked':
    'I am sorry, nothing new can be made from this account. Your data stays yours: /privacy.',
  'refused.insufficient': 'Not enough credits: it costs {price}, you have {available}.',
  'refused.price-raised':
    'The price has changed from {agreed} to {price} 💎. Nothing was ordered: please look once more.',
  'refused.training-not-found': 'This training does not exist any more.',
  'refused.training-ended': 'The training has ended already.',
  'refused.version-without-pictures':
    'One of the versions has no pictures yet. Make one with it, then compare.',
  'refused.prompt-too-short':
    'The description is too short: at least {min, plural, one {# character} other {# characters}}.',
  'refused.prompt-too-long':
    'The description is too long: {length, plural, one {# character} other {# characters}}, the most is {max, number}.',
  'refused.avatar-not-ready': 'The avatar is not ready yet. Train it first.',
  'refused.count-unfit':
    'You can have 1 to {max, plural, one {# picture} other {# pictures}} at once.',
  'refused.ratio-unfit': 'This shape cannot be made here. Choose one of these: {ratios}.',
  'refused.no-generator': 'This cannot be done with this avatar. Try another way to a picture.',
  'refused.image-too-large':
    'This picture is large enough: only those of up to {max, number} pixels a side can be enlarged.',
  'refused.generation-not-found': 'This picture does not exist any more.',
  'refused.generation-ended': 'This has ended already.',
  'refused.webhook': 'This message was not accepted.',

  'command.start': 'Main menu',
  'command.create': 'New avatar',
  'command.avatars': 'My avatars',
  'command.gallery': 'My pictures',
  'command.balance': 'Credits and prices',
  'command.help': 'How it works',
  'command.cancel': 'Stop what we were doing',
  'bot.description':
    'Send a dozen or two of your photos, and in a few minutes I make pictures of you anywhere: in a film, on a mountain, in a painting.',
  'bot.short-description': 'Your personal AI avatar and pictures of you, from your photos.',
} as const;

export type MessageKey = keyof typeof en;

export const language = { messages: en };
