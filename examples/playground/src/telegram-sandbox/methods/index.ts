import { albumMethods } from './album.ts';
import { answerMethods } from './answers.ts';
import { chatMethods } from './chats.ts';
import { commandMethods } from './commands.ts';
import { copyMethods } from './copies.ts';
import { deleteMethods } from './delete.ts';
import { downloadMethods } from './downloads.ts';
import { editMethods } from './edit.ts';
import { identityMethods } from './identity.ts';
import { inlineMethods } from './inline.ts';
import { mediaMethods } from './media.ts';
import { paymentMethods } from './payments.ts';
import { profileMethods } from './profile.ts';
import { receiveMethods } from './receive.ts';
import { textMethods } from './text.ts';

/** Every method the sandbox knows. Telegram looks names up without regard to case. */
export const methods = [
  ...identityMethods,
  ...receiveMethods,
  ...textMethods,
  ...mediaMethods,
  ...albumMethods,
  ...editMethods,
  ...deleteMethods,
  ...answerMethods,
  ...inlineMethods,
  ...commandMethods,
  ...profileMethods,
  ...chatMethods,
  ...copyMethods,
  ...downloadMethods,
  ...paymentMethods,
];
