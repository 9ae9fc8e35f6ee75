/** One block of PEM (RFC 7468, RFC 1421 §4.4). */
export interface PemBlock {
  /** "CERTIFICATE". */
  readonly label: string;
  /** Its fields, as they stand before the first empty line. */
  readonly fields: string;
  /** With its marks, as it stands in the text. */
  readonly whole: string;
  readonly der: Buffer;
}

const BEGIN = '-----BEGIN ';
const DASHES = '-----';
const LABEL = /^[A-Z0-9 #.]{1,60}$/;
const FIELDS = /^(?:[A-Za-z-]{1,40}: [^\n]{0,200}\n){1,10}/;
/** More blocks than any file of certificates has. */
const MOST_BLOCKS = 10_000;

/** The blocks of PEM in a text, in order. A block without its end is left out. Linear in the text. */
export function pemBlocks(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = [];
  let at = text.indexOf(BEGIN);
  while (at >= 0 && blocks.length < MOST_BLOCKS) {
    const block = blockAt(text, at);
    if (block !== null) blocks.push(block);
    at = text.indexOf(BEGIN, at + (block?.whole.length ?? BEGIN.length));
  }
  return blocks;
}

/** A label ends with its line; whose end mark another block stands before has lost its own. */
function blockAt(text: string, at: number): PemBlock | null {
  const labelStart = at + BEGIN.length;
  const labelEnd = text.indexOf(DASHES, labelStart);
  const label = labelEnd < 0 || labelEnd - labelStart > 60 ? '' : text.slice(labelStart, labelEnd);
  if (!LABEL.test(label)) return null;
  const bodyStart = labelEnd + DASHES.length;
  const bodyEnd = text.indexOf(DASHES, bodyStart);
  const mark = `-----END ${label}-----`;
  if (bodyEnd < 0 || !text.startsWith(mark, bodyEnd)) return null;
  const body = text
    .slice(bodyStart, bodyEnd)
    .replaceAll('\r', '')
    .replace(/^[ \t]*\n/, '');
  const fields = FIELDS.exec(body)?.[0] ?? '';
  const der = Buffer.from(body.slice(fields.length), 'base64');
  return { label, fields, whole: text.slice(at, bodyEnd + mark.length), der };
}
