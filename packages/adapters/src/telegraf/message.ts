/**
 * A button under a message: pressed, it sends `data` (1 to 64 bytes) back, opens `url`, or lets a
 * person choose a chat and asks the bot there inline, with the words of `askInline`.
 */
export type Button =
  | { readonly text: string; readonly data: string }
  | { readonly text: string; readonly url: string }
  | { readonly text: string; readonly askInline: string };

export type Keyboard = readonly (readonly Button[])[];

/** A picture above a message's words. */
export type ScreenPicture = {
  /** What is always the same picture: it is not uploaded a second time. */
  readonly key: string;
  /** Telegram's own handle, where it is known. */
  readonly shownAs?: string | undefined;
  readonly open: () => Promise<Uint8Array>;
  /** Told Telegram's handle after an upload, where it is kept by the caller. */
  readonly shown?: ((fileId: string) => Promise<void>) | undefined;
};

/** A message as Telegram shows it. `html` is markup that is safe to send: whoever made it escaped what people wrote. */
export type Message = {
  readonly html: string;
  readonly keyboard?: Keyboard | undefined;
  /** With one, there is room for 1024 characters of words, and for 4096 without. */
  readonly picture?: ScreenPicture | undefined;
};

/** A message's number within its chat. */
export type MessageId = number;
