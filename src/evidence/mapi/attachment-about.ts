import type { AboutPart } from './leaf-parts.ts';
import type { PropertyReader } from './property-reader.ts';
import { TAG } from './property-tag.ts';

/** The type that an attachment declares, as it stands there. */
export function mimeTagOf(values: PropertyReader): string {
  return values.text(TAG.attachMimeTag)?.trim() ?? '';
}

const MEDIA_TYPE = /^[^\s/;"=,]{1,127}\/[^\s/;"=,]{1,127}/;

/** What an attachment's own properties say of it ([MS-OXCMSG] §2.2.2). */
export function attachmentAbout(values: PropertyReader, path: string): AboutPart {
  return {
    path,
    role: 'attachment',
    mediaType: MEDIA_TYPE.exec(mimeTagOf(values).toLowerCase())?.[0] ?? UNKNOWN_TYPE,
    charset: null,
    fileName: nonEmpty(values, NAMES),
    contentId: bracketed(values.text(TAG.attachContentId)),
  };
}

const UNKNOWN_TYPE = 'application/octet-stream';
const NAMES = [TAG.attachLongFilename, TAG.attachFilename, TAG.displayName] as const;

function nonEmpty(values: PropertyReader, ids: readonly number[]): string | null {
  for (const id of ids) {
    const text = values.text(id)?.trim() ?? '';
    if (text !== '') return text;
  }
  return null;
}

/** A Content-ID as mail writes it; the property leaves its brackets out. */
function bracketed(id: string | null): string | null {
  const bare = id?.trim() ?? '';
  if (bare === '') return null;
  return bare.startsWith('<') ? bare : `<${bare}>`;
}
