import type { Document, Message, Part } from '../evidence/index.ts';
import type { ScanContext, Scanner, SecretFinding } from '../secrets/index.ts';

const COMPANION_CHARACTERS = 2000;
const COMPANION_BYTES = 4 * COMPANION_CHARACTERS;

/** One text of a message or document, and what the rules found in it. */
export interface ScannedText {
  /** Part number, or "subject". */
  readonly part: string;
  /** Which of the item's parts it is, from 0; -1 for the subject. Names of members may repeat, this does not. */
  readonly index: number;
  readonly member: readonly string[];
  readonly utf8: Uint8Array;
  readonly findings: readonly SecretFinding[];
}

/** Scans the subject and every text of a message or document; texts without findings are left out. */
export function* scanItem(item: Message | Document, scanner: Scanner): Generator<ScannedText> {
  const subject = item.type === 'message' ? item.header.subject : null;
  if (subject !== null) {
    const utf8 = new TextEncoder().encode(subject);
    yield* scanned({ part: 'subject', index: -1, member: [], utf8 }, scanner, {
      subject: null,
      role: 'subject',
      companion: companionOf(item),
    });
  }
  for (const [index, part] of item.parts.entries()) {
    if (part.content.state !== 'text') continue;
    const text = { part: part.path, index, member: part.member, utf8: part.content.text.utf8 };
    yield* scanned(text, scanner, { subject, role: roleOf(item, part) });
  }
}

/** A body may say that the subject is the password: the subject is read beside the beginning of the first body. */
function companionOf(item: Message | Document): string | null {
  for (const part of item.parts) {
    if (part.content.state !== 'text' || part.role !== 'body') continue;
    return Buffer.from(part.content.text.utf8.subarray(0, COMPANION_BYTES))
      .toString('utf8')
      .slice(0, COMPANION_CHARACTERS);
  }
  return null;
}

function* scanned(text: Omit<ScannedText, 'findings'>, scanner: Scanner, context: ScanContext): Generator<ScannedText> {
  const findings = scanner.scan(text.utf8, context);
  if (findings.length > 0) yield { ...text, findings };
}

function roleOf(item: Message | Document, part: Part): ScanContext['role'] {
  if (item.type === 'document') return 'file';
  return part.role === 'body' || part.role === 'alternative' ? 'body' : 'attachment';
}
