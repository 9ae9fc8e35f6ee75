import type { Case } from '../case/index.ts';
import type { ByteSpan } from '../core/index.ts';
import { identityKeys } from '../directory/index.ts';
import type { Document, Message } from '../evidence/index.ts';
import { accountNameKey } from '../response/index.ts';
import { type AccountName, accountNames, phrasesNear } from '../secrets/index.ts';
import type { ItemMask } from './item-mask.ts';
import { type ItemText, itemTexts } from './item-texts.ts';
import type { ScannedText } from './scanned-text.ts';
import { type Voice, voices } from './voice.ts';

/** The row of `account_names` for one name in one text. */
export interface AccountNameRow {
  /** Keyed, so that it says nothing outside the case. */
  readonly name: string;
  readonly part: string;
  readonly member: string;
  readonly voice: Voice;
  readonly span: ByteSpan;
}

/** Names of a text with a credential, of a body without one (which may be what a later answer is about), and of a whole item. */
const MOST_BESIDE = 32;
const MOST_IN_BODY = 8;
const MOST_IN_ITEM = 96;
/** Bytes of a body that are looked through where no credential stands in it. */
const BODY_READ = 8000;

/** What could be names of accounts and applications, in the texts of an item that hold a credential, in its subject and its body. */
export function accountNameRows(
  kase: Case,
  item: Message | Document,
  texts: readonly ScannedText[],
  mask: ItemMask,
): readonly AccountNameRow[] {
  const rows: AccountNameRow[] = [];
  for (const text of itemTexts(item)) {
    if (rows.length >= MOST_IN_ITEM) break;
    const scanned = texts.find(({ index, findings }) => index === text.index && findings.some(isSure));
    if (scanned !== undefined || isOwnWords(text)) rows.push(...rowsOf(kase, item, text, scanned ?? null, mask));
  }
  return rows.slice(0, MOST_IN_ITEM);
}

const isSure = ({ confidence }: ScannedText['findings'][number]) => confidence !== 'low';
const isOwnWords = ({ context: { role } }: ItemText) => role === 'body' || role === 'subject';

function rowsOf(
  kase: Case,
  item: Message | Document,
  text: ItemText,
  scanned: ScannedText | null,
  mask: ItemMask,
): readonly AccountNameRow[] {
  const { part, member } = text;
  const utf8 = scanned === null ? text.utf8.subarray(0, BODY_READ) : text.utf8;
  const plain = Buffer.from(utf8).toString('utf8');
  const isFound = foundAt(plain, scanned);
  const names = accountNames(plain, scanned === null ? MOST_IN_BODY : MOST_BESIDE);
  const phrases =
    scanned === null
      ? []
      : phrasesNear(
          plain,
          scanned.findings.filter(isSure).map(({ span }) => unitAt(utf8, span[0])),
        );
  const voiceAt = voices(item, { ...text, findings: scanned?.findings ?? [] });
  const place = { part, member: JSON.stringify(member.map(mask.text)) };
  return [...names, ...phrases].flatMap((name) => {
    if (isFound(name)) return [];
    const span = bytesOf(plain, name);
    return identityKeys(name.name).map((key) => ({
      ...place,
      name: accountNameKey(kase.hash, key),
      voice: voiceAt(span[0]),
      span,
    }));
  });
}

/** Whether a name stands inside a credential: it is no account's then. */
function foundAt(plain: string, scanned: ScannedText | null): (name: AccountName) => boolean {
  const values = (scanned?.findings ?? [])
    .filter(({ kind }) => kind !== 'identifier')
    .map(({ secret }) => secret.reveal());
  return ({ name, start, end }) =>
    values.some((value) => value.includes(name) || plain.slice(start, end).includes(value));
}

function unitAt(utf8: Uint8Array, byte: number): number {
  return Buffer.from(utf8.subarray(0, byte)).toString('utf8').length;
}

function bytesOf(plain: string, { start, end }: AccountName): ByteSpan {
  const first = Buffer.byteLength(plain.slice(0, start));
  return [first, first + Buffer.byteLength(plain.slice(start, end))];
}
