import type { ByteSpan, KeyedHash } from '../core/index.ts';
import { type Document, landmarkAt, type Message } from '../evidence/index.ts';
import {
  type Disclosed,
  type DisclosureCategory,
  type DisclosureFinder,
  type DisclosureKind,
  disclosureFingerprint,
  disclosureKind,
  maskUtf8,
  previewOf,
  type SecretValue,
} from '../secrets/index.ts';
import type { ItemMask } from './item-mask.ts';
import { type ItemText, itemTexts } from './item-texts.ts';
import { plainName } from './mailed-keys.ts';
import type { ScannedText } from './scanned-text.ts';

/** What one text of an item discloses of one kind: one value at its first place, or all values beyond those that are told apart. */
export interface ItemDisclosure {
  readonly kind: string;
  readonly part: string;
  /** Which of the item's parts it is, from 0; -1 for the subject. */
  readonly index: number;
  /** Masked. */
  readonly member: readonly string[];
  /** Null where these are further values, counted and not told apart. */
  readonly value: { readonly fingerprint: string; readonly shown: string } | null;
  readonly places: number;
  readonly span: ByteSpan;
  /** Masked; null where the format has none. */
  readonly landmark: string | null;
}

/** A text with the name of its file, or a part without text that has one. */
type NamedText = Omit<ItemText, 'context'> & { readonly fileName: string | null };

/** Longest value that is written in clear. */
const LONGEST_SHOWN = 200;

/** What one text of an item discloses, as it was found; it holds plain values. */
export interface FoundDisclosures {
  readonly text: NamedText;
  readonly disclosed: readonly Disclosed[];
}

/** What the subject, every text and every file of a message or document discloses beside credentials. */
export function findInItem(item: Message | Document, finder: DisclosureFinder): readonly FoundDisclosures[] {
  return [...namedTexts(item)].flatMap((text) => {
    const disclosed = finder.find(text.utf8, text.fileName);
    return disclosed.length === 0 ? [] : [{ text, disclosed }];
  });
}

/** What was found in an item, as it may be stored and shown. */
export function itemDisclosures(
  found: readonly FoundDisclosures[],
  texts: readonly ScannedText[],
  hash: KeyedHash,
  mask: ItemMask,
): readonly ItemDisclosure[] {
  const naming = { ...mask, text: remembered(mask.text) };
  return found.flatMap(({ text, disclosed }) =>
    disclosed.flatMap((kind) => [...ofKind(text, kind, texts, hash, naming)]),
  );
}

/** Names of members and places recur in an item, and each is scanned to be masked. */
function remembered(masked: (text: string) => string): (text: string) => string {
  const answers = new Map<string, string>();
  return (text) => {
    const answer = answers.get(text) ?? masked(text);
    answers.set(text, answer);
    return answer;
  };
}

function* ofKind(
  text: NamedText,
  { kind, located, beyond }: Disclosed,
  texts: readonly ScannedText[],
  hash: KeyedHash,
  mask: ItemMask,
): Generator<ItemDisclosure> {
  const { part, index } = text;
  const member = text.member.map(mask.text);
  for (const { value, span, places } of located) {
    const told = disclosureKind(kind);
    const shown =
      told?.shown === 'clear' ? clearValue(text, span, { value, told }, texts, mask) : previewOf(value, 'pin');
    const fingerprint = disclosureFingerprint(kind, value, hash);
    yield {
      kind,
      part,
      index,
      member,
      value: { fingerprint, shown },
      places,
      span,
      landmark: landmark(text, span, mask),
    };
  }
  if (beyond === null) return;
  const { places, span } = beyond;
  yield { kind, part, index, member, value: null, places, span, landmark: landmark(text, span, mask) };
}

/** As it is written, where a credential stands in it masked; a whole file goes by its name. */
function clearValue(
  { utf8, index }: NamedText,
  [start, stop]: ByteSpan,
  { value, told }: { readonly value: SecretValue; readonly told: DisclosureKind },
  texts: readonly ScannedText[],
  mask: ItemMask,
): string {
  if (start === stop) return mask.text(value.reveal()).slice(0, LONGEST_SHOWN);
  const written = Buffer.from(utf8.subarray(start, stop)).toString('utf8');
  if (BY_STRUCTURE.has(told.category) && !holdsCredential(written, texts)) return written;
  const secrets = (texts.find((text) => text.index === index)?.findings ?? [])
    .filter(({ kind, span }) => kind !== 'identifier' && span[0] < stop && span[1] > start)
    .map(({ span }): ByteSpan => [Math.max(0, span[0] - start), Math.min(stop, span[1]) - start]);
  const shown = Buffer.from(maskUtf8(utf8.subarray(start, stop), secrets)).toString('utf8');
  return mask.name(shown.replace(/\s{1,200}/g, ' ')).slice(0, LONGEST_SHOWN);
}

/** What a number of such a form is, is beyond doubt; a weak guess that it is a password says less. */
const BY_STRUCTURE: ReadonlySet<DisclosureCategory> = new Set(['address', 'vulnerability']);

function holdsCredential(written: string, texts: readonly ScannedText[]): boolean {
  const findings = texts.flatMap((text) => text.findings).filter(({ kind }) => kind !== 'identifier');
  return findings.some(({ secret, confidence }) => {
    const value = secret.reveal();
    return written.includes(value) && (confidence !== 'low' || value !== written);
  });
}

function landmark({ landmarks }: NamedText, span: ByteSpan, mask: ItemMask): string | null {
  const name = landmarkAt(landmarks, span[0]);
  return name === null ? null : mask.text(plainName(name));
}

const NOTHING = new Uint8Array();

function* namedTexts(item: Message | Document): Generator<NamedText> {
  for (const text of itemTexts(item)) yield { ...text, fileName: fileNameOf(item, text.index) };
  for (const [index, part] of item.parts.entries()) {
    const fileName = fileNameOf(item, index);
    if (part.content.state === 'text' || fileName === null) continue;
    yield { part: part.path, index, member: part.member, utf8: NOTHING, landmarks: [], fileName };
  }
}

/** Of a member the last of its names, else what the part is called; a document's own text goes by its source. */
function fileNameOf(item: Message | Document, index: number): string | null {
  const part = item.parts[index];
  if (part === undefined) return null;
  return part.member.at(-1) ?? part.fileName ?? (part.path === '' ? item.source : null);
}
