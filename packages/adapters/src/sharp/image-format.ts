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

/** Whether a file ends where its format says that it does: a download that broke off does not. */
export const endsAs = (content: Uint8Array, contentType: ImageContentType): boolean => {
  if (contentType === 'image/webp') return riffBytes(content) === content.length;
  const end = ends[contentType];
  return holds(content, content.length - end.length, end);
};

/** The marker of the end; the last chunk, with its checksum. */
const ends = {
  'image/jpeg': [0xff, 0xd9],
  'image/png': [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82],
} as const;

/** As the file's head says, with the head itself. */
const riffBytes = (content: Uint8Array): number => {
  const { buffer, byteOffset, byteLength } = content;
  return 8 + new DataView(buffer, byteOffset, byteLength).getUint32(4, true);
};

const codes = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

const holds = (content: Uint8Array, at: number, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => content[at + index] === byte);
