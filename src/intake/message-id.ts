import { createHash } from 'node:crypto';

/**
 * The form of a Message-ID (RFC 5322 §3.6.4) that two systems agree on: unfolded, trimmed, without brackets and comments, its case kept.
 * @param raw the field's body as written, or a manifest's cell.
 * @returns null where nothing is left. Never a unique key: different bodies share one.
 */
export function normaliseMessageId(raw: string): string | null {
  const text = withoutControls(raw);
  const open = text.indexOf('<');
  const close = open === -1 ? -1 : text.indexOf('>', open);
  const inner =
    open === -1
      ? withoutComments(text).replace(/\s+/g, ' ').trim()
      : text.slice(open + 1, close === -1 ? undefined : close).replace(/\s+/g, '');
  const bare = stripped(inner);
  return bare === '' ? null : bare;
}

/**
 * The EDRM Message Identification Hash (EDRM MIH 1.0): MD5 over the Message-ID in its angle brackets.
 * @param normalised what `normaliseMessageId` gave.
 * @returns 32 lower-case hexadecimal digits.
 */
export function edrmMih(normalised: string): string {
  return createHash('md5').update(`<${normalised}>`).digest('hex');
}

/** A line end is dropped, a tab is a space, other controls vanish: unfolding, and NULs of damaged input. */
function withoutControls(raw: string): string {
  return raw.replace(/\t/g, ' ').replace(/[\u0000-\u001f\u007f\ufeff]/g, '');
}

/** Drops RFC 5322 comments, nested ones too; an unclosed one stays, since it then is part of a malformed id. */
function withoutComments(text: string): string {
  let kept = '';
  let from = 0;
  let opened = 0;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (char === '\\' && depth > 0) index += 1;
    else if (char === '(') {
      if (depth === 0) opened = index;
      depth += 1;
    } else if (char === ')' && depth > 0) {
      depth -= 1;
      if (depth > 0) continue;
      kept += text.slice(from, opened);
      from = index + 1;
    }
  }
  return kept + text.slice(from);
}

/** Without the brackets and quotation marks that spreadsheets and broken mailers leave around it. */
function stripped(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && '<"\' '.includes(text.charAt(start))) start += 1;
  while (end > start && '>"\' '.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
