import { type Document, type Message, openedBy } from '../evidence/index.ts';
import { MASK, maskText, type Scanner, type SecretFinding, type TextInContext } from '../secrets/index.ts';
import { type NameSpans, nameInContext } from './item-names.ts';
import type { ScannedText } from './scanned-text.ts';

const SHORTEST_SWEPT = 4;

/** The masks of one item, for short texts that are stored or shown beside its findings. */
export interface ItemMask {
  /** For a subject, a file name, a loss: masks what rules find in the text itself, and every value found anywhere in the item or that opened part of it. */
  readonly text: (text: string) => string;
  /** For a text that is masked by rule already: masks every value found anywhere in the item. */
  readonly copies: (text: string) => string;
  /** For a principal or host: masks every value found in the item but identifiers, which are what a principal is named by. */
  readonly name: (text: string) => string;
}

/** The mask of a text that holds nothing of what was read. */
export const NO_MASK: ItemMask = { text: (text) => text, copies: (text) => text, name: (text) => text };

/** The mask of a text that comes from no item, such as a loss that names a folder: what rules find in the text itself. */
export function ruleMask(scanner: Scanner): ItemMask {
  const text = (plain: string) => {
    const found = scanner.scan(new TextEncoder().encode(plain), { subject: null, role: 'name' });
    const spans = found.map((finding) => finding.span);
    return maskText(plain, spans);
  };
  return { ...NO_MASK, text };
}

/**
 * The masks of one item. A value shorter than four characters is masked only where a rule finds it: swept, it would blot out
 * ordinary words.
 * @param names What is known of names already; others are scanned as they come.
 */
export function itemMask(
  item: Message | Document,
  texts: readonly ScannedText[],
  scanner: Scanner,
  names: NameSpans = NONE_KNOWN,
): ItemMask {
  const findings = texts.flatMap((text) => text.findings);
  const inSubject = texts.flatMap((text) => (text.index === -1 ? text.findings.map(({ span }) => span) : []));
  const all = sweeper([...values(findings), ...item.parts.flatMap((part) => openedBy(part)?.reveal() ?? [])]);
  const subject = item.type === 'message' ? item.header.subject : null;
  return {
    text: (text) => {
      const found = names.get(text) ?? spansIn(scanner, nameInContext(item, text));
      return all(maskText(text, text === subject ? [...found, ...inSubject] : found));
    },
    copies: all,
    name: sweeper(values(findings.filter((finding) => finding.kind !== 'identifier'))),
  };
}

const NONE_KNOWN: NameSpans = new Map();

const spansIn = (scanner: Scanner, { utf8, context }: TextInContext) =>
  scanner.scan(utf8, context).map(({ span }) => span);

const values = (findings: readonly SecretFinding[]) => findings.map(({ secret }) => secret.reveal());

/** Masks every copy of some values, longest first. */
function sweeper(found: readonly string[]): (text: string) => string {
  const longestFirst = [...new Set(found)]
    .filter((value) => value.length >= SHORTEST_SWEPT)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return (text) => longestFirst.reduce((masked, value) => masked.replaceAll(value, MASK), text);
}
