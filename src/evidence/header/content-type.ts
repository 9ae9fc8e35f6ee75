import { type Parameters, parseParameters } from './parameters.ts';
import { unfold } from './unfold.ts';

/** A Content-Type field (RFC 2045 §5). */
export interface ContentType {
  /** `type/subtype`, lower case. */
  readonly mediaType: string;
  readonly parameters: Parameters;
  readonly wellFormed: boolean;
}

const NO_PARAMETERS: Parameters = new Map();

/** What a part without Content-Type is (RFC 2045 §5.2). */
export const PLAIN_TEXT: ContentType = { mediaType: 'text/plain', parameters: NO_PARAMETERS, wellFormed: true };

/** What a part of multipart/digest without Content-Type is (RFC 2046 §5.1.5). */
export const EMBEDDED_MESSAGE: ContentType = {
  mediaType: 'message/rfc822',
  parameters: NO_PARAMETERS,
  wellFormed: true,
};

const MEDIA_TYPE = /^([^\s/;"=,]+)\s*\/\s*([^\s/;"=,()]+)/;

/** Reads a Content-Type; one without `type/subtype` counts as text/plain, its parameters still read. */
export function parseContentType(body: string): ContentType {
  const text = unfold(body);
  const match = MEDIA_TYPE.exec(text);
  if (match !== null) {
    const from = match[0].length;
    const mediaType = `${match[1]}/${match[2]}`.toLowerCase();
    return {
      mediaType,
      parameters: from < text.length ? parseParameters(text, from) : NO_PARAMETERS,
      wellFormed: true,
    };
  }
  const [word = ''] = /^[^\s;=]*/.exec(text) ?? [];
  const isParameter = text.startsWith('=', word.length);
  const mediaType = isParameter ? 'text/plain' : bareType(word);
  return { mediaType, parameters: parseParameters(text, isParameter ? 0 : word.length), wellFormed: false };
}

/** RFC 1049 mail says only `text`. */
function bareType(word: string): string {
  return word === '' || /^text\/?$/i.test(word)
    ? 'text/plain'
    : /^multipart\/?$/i.test(word)
      ? 'multipart/mixed'
      : 'application/octet-stream';
}
