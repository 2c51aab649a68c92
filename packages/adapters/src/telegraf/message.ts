/** A button under a message: pressed, it sends `data` (1 to 64 bytes) back, or opens `url`. */
export type Button =
  | { readonly text: string; readonly data: string }
  | { readonly text: string; readonly url: string };

export type Keyboard = readonly (readonly Button[])[];

/** A message as Telegram shows it. `html` is markup that is safe to send: whoever made it escaped what people wrote. */
export type Message = {
  readonly html: string;
  readonly keyboard?: Keyboard | undefined;
};

/** A message's number within its chat. */
export type MessageId = number;
