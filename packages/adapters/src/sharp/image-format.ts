export type ImageContentType = 'image/jpeg' | 'image/png' | 'image/webp';

type Signature = {
  readonly contentType: ImageContentType;
  readonly test: (head: Uint8Array) => boolean;
};

const signatures: readonly Signature[] = [
  { contentType: 'image/jpeg', test: (head) => holds(head, 0, [0xff, 0xd8, 0xff]) },
  {
    contentType: 'image/png',
    test: (head) => holds(head, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  {
    contentType: 'image/webp',
    test: (head) => holds(head, 0, codes('RIFF')) && holds(head, 8, codes('WEBP')),
  },
];

/** Told by the first bytes; a file's name and what a sender claims say nothing. */
export const formatOf = (content: Uint8Array): ImageContentType | undefined =>
  signatures.find(({ test }) => test(content))?.contentType;

const codes = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

const holds = (content: Uint8Array, at: number, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => content[at + index] === byte);
