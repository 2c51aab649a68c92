import type { FileLibrary, FileRecord } from './files.ts';
import type { AnimationFile, DocumentFile, MessageContent, PhotoSize, VoiceFile } from './wire.ts';

type Finder = Pick<FileLibrary, 'find'>;

const wirePhotoSize = (file: FileRecord): PhotoSize => ({
  file_id: file.fileId,
  file_unique_id: file.uniqueId,
  width: file.width ?? 0,
  height: file.height ?? 0,
  file_size: file.size,
});

const wireDocument = (files: Finder, file: FileRecord): DocumentFile => {
  const thumbnail = files.find(file.thumbnailId ?? '');
  return {
    file_id: file.fileId,
    file_unique_id: file.uniqueId,
    ...(file.name !== undefined && { file_name: file.name }),
    ...(file.mime !== undefined && { mime_type: file.mime }),
    file_size: file.size,
    ...(thumbnail && { thumbnail: wirePhotoSize(thumbnail) }),
  };
};

const wireVoice = (file: FileRecord): VoiceFile => ({
  file_id: file.fileId,
  file_unique_id: file.uniqueId,
  duration: file.duration ?? 0,
  mime_type: file.mime ?? 'audio/ogg',
  file_size: file.size,
});

const wireAnimation = (files: Finder, file: FileRecord): AnimationFile => ({
  ...wireDocument(files, file),
  width: file.width ?? 0,
  height: file.height ?? 0,
  duration: file.duration ?? 0,
});

/** What a message with this file carries; an animation also stands as a document. */
export const mediaContent = (files: Finder, file: FileRecord): MessageContent => {
  if (file.kind === 'photo') {
    const sizes = (file.sizeIds ?? [file.fileId]).flatMap((id) => files.find(id) ?? []);
    return { photo: sizes.map(wirePhotoSize) };
  }
  if (file.kind === 'voice') return { voice: wireVoice(file) };
  const document = wireDocument(files, file);
  return file.kind === 'animation'
    ? { animation: wireAnimation(files, file), document }
    : { document };
};
