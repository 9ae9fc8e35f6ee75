import { encodeText } from '../mime/charset.ts';
import { docxFile } from '../mime/documents.ts';
import type { AttachmentFile } from '../mime/entity.ts';
import { zipArchive } from '../mime/zip.ts';
import type { FileData } from './story-data.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  xml: 'application/xml',
  log: 'text/plain',
  txt: 'text/plain',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  zip: 'application/zip',
};

/** The file of a story letter, its slots already filled. */
export function storyFile(data: FileData, content: string): AttachmentFile {
  const extension = data.name.slice(data.name.lastIndexOf('.') + 1).toLowerCase();
  const mediaType = MEDIA_TYPES[extension] ?? 'application/octet-stream';
  return { fileName: data.name, mediaType, bytes: fileBytes(data, content) };
}

function fileBytes(data: FileData, content: string): Buffer {
  switch (data.as) {
    case 'docx':
      return docxFile(content);
    case 'zip':
      return zipArchive([
        { name: 'delivery/README.txt', bytes: Buffer.from('Delivery account, see the other file.\n') },
        { name: data.member ?? 'file.txt', bytes: Buffer.from(`${content}\n`) },
      ]);
    case 'utf16':
      return encodeText(content.replaceAll('\n', '\r\n'), 'utf-16le');
    default:
      return Buffer.from(`${content}\n`);
  }
}
