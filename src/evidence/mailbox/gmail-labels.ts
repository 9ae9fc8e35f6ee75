import { parseUnstructured } from '../header/unstructured.ts';

/** The first fields of a message in a Google Takeout mailbox; it is told by them, so that other mail is not searched. */
const FIRST_FIELDS = /^X-G(?:M-THRID|mail-Labels|M-LABELS):/i;
const FIRST_BYTES = 16;
const LABELS = /^X-G(?:mail|M)-Labels:((?:[^\r\n]|\r?\n[ \t])*)/im;
const HEAD_BYTES = 16 * 1024;
/** A label as it stands in the list; one with a comma is quoted. */
const LABEL = /"[^"]*"|[^,]+/g;

/**
 * The labels of a message from Google Takeout, joined by ", " in their order: Gmail has no folders, and a message may have several labels.
 * @returns null where it has none; a message that another program wrote is not searched for them.
 */
export function gmailLabels(message: Buffer): string | null {
  if (!FIRST_FIELDS.test(message.toString('latin1', 0, FIRST_BYTES))) return null;
  const body = LABELS.exec(message.toString('latin1', 0, HEAD_BYTES))?.[1];
  if (body === undefined) return null;
  const labels = parseUnstructured(body).match(LABEL) ?? [];
  const named = labels.map((label) => label.trim().replace(/^"(.*)"$/, '$1')).filter((label) => label !== '');
  return named.length === 0 ? null : named.join(', ');
}
