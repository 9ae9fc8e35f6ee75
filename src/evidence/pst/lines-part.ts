import type { Allowance } from '../mime/allowance.ts';
import type { LeafPart } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';

/** What properties say, as the text part of a document. @param utf8 a line for each text. */
export function linesLeaf(
  utf8: Uint8Array,
  { allowance, depth }: { readonly allowance: Allowance; readonly depth: number },
): LeafPart {
  return {
    path: '',
    mediaType: 'text/plain',
    charset: 'utf-8',
    fileName: null,
    role: 'body',
    depth,
    allowance,
    bytes: () => utf8,
    text: () => utf8,
  };
}

/** The leaf as a part, read. */
export function linesPart({ path, mediaType, charset, fileName, role, bytes }: LeafPart): Part {
  const content = { state: 'text', text: { utf8: bytes(), hidden: [], landmarks: [] } } as const;
  const nowhere = { member: [], contentId: null, headerSpan: null, bodySpan: null, problems: [] };
  return { path, mediaType, charset, fileName, role, content, bytes, ...nowhere };
}
