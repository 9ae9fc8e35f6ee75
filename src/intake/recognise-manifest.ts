import { accountColumns, domainCell, isAccountColumn } from './accounts/account-columns.ts';
import { columnKey } from './column-name.ts';
import { columnNames, lazily } from './intake-packs.ts';
import { looksLikeAddresses } from './mail-address.ts';
import { isManifestColumn, manifestColumns } from './manifest/manifest-columns.ts';
import { contentOf, looksLikeMessageId } from './table/column-profile.ts';
import { openTable, type Table } from './table/open-table.ts';
import { decodeUnits, encodingOf, joinUnits, textUnits, type Units } from './table/text-units.ts';

/** Names that logs, message traces and directory exports have and lists of messages do not; as compared. */
const foreign = lazily(() => new Set(columnNames().foreign.map(columnKey)));

/** Names of which a list of accounts has one; mere contacts have names and addresses alone. */
const TELLING = /compromised|mailbox|account|address|upn|userprincipalname|konto|postfach|compte|cuenta/;

const ROWS = 200;
const SHARE = 0.8;

/**
 * Tells a manifest and a list of compromised accounts from logs, directories, mail and anything else.
 * @param head the first bytes of a file, up to 64 KiB of them.
 */
export async function recogniseManifest(head: Uint8Array): Promise<'manifest' | 'accounts' | null> {
  const lines = await linesOf(head);
  if (lines === null) return null;
  const table = await openTable(head, (name) => isManifestColumn(name) || isAccountColumn(name), ROWS);
  if (table.form === 'lines') return ofLines(lines);
  if (isForeign(table)) return null;
  if (table.rowCount === 0) return ofHeader(lines[0] ?? '');
  if (isManifest(table)) return 'manifest';
  return isAccounts(table) ? 'accounts' : null;
}

/** The head's lines that are not blank, without comments; null where it is no text, or mail. */
async function linesOf(head: Uint8Array): Promise<readonly string[] | null> {
  const encoding = encodingOf(head);
  let units: Units = new Uint8Array(0);
  for await (const run of textUnits(once(head), encoding)) units = joinUnits(units, run);
  const text = decodeUnits(units);
  if (
    text.includes('\u0000') ||
    /^(?:From |[!-9;-~]{2,40}:[ \t]|\s*<(?:[!?]|[a-z][\w:-]*[\s/>]))/i.test(text.slice(0, 200))
  )
    return null;
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** One value a line. Bare domains alone are no sign: file names look like them. */
function ofLines(lines: readonly string[]): 'manifest' | 'accounts' | null {
  const [first = '', ...rest] = lines;
  const named = rest.length > 0 && (isManifestColumn(first) || isAccountColumn(first));
  const values = named ? rest : lines;
  const shareOf = (is: (line: string) => boolean): number => values.filter(is).length / Math.max(1, values.length);
  if (shareOf(looksLikeMessageId) >= SHARE || (named && shareOf(isHash) >= SHARE)) return 'manifest';
  const telling = named || values.some((line) => line.includes('@') || line.startsWith('*.'));
  return telling && shareOf((line) => looksLikeAddresses(line) || domainCell(line) !== null) >= SHARE
    ? 'accounts'
    : null;
}

function isHash(line: string): boolean {
  return /^[0-9a-f]{32}$/i.test(line);
}

/** A header and nothing below it. */
function ofHeader(line: string): 'manifest' | 'accounts' | null {
  const names = line.split(/[,;\t|]/).map((name) => name.replace(/^\W+|\W+$/g, ''));
  if (names.length < 2 || names.some((name) => foreign().has(columnKey(name)))) return null;
  if (names.filter(isManifestColumn).length >= 3) return 'manifest';
  return names.every(isAccountColumn) ? 'accounts' : null;
}

function isForeign(table: Table): boolean {
  const names = table.columns.flatMap((column) => column.split('.')).map(columnKey);
  return names.some((name) => foreign().has(name));
}

function isManifest(table: Table): boolean {
  const columns = manifestColumns(table);
  if (columns.has('messageId') || columns.has('edrmMih')) return true;
  const who = columns.has('sender') || columns.has('to') || columns.has('recipients');
  return who && columns.has('subject') && (columns.has('sentAt') || columns.has('receivedAt'));
}

function isAccounts(table: Table): boolean {
  const columns = accountColumns(table);
  const keys = table.columns.map(columnKey);
  const known = table.columns.filter((column) => isAccountColumn(column) || column.startsWith('#')).length;
  const window = (['from', 'until', 'domain', 'aliases', 'kind'] as const).some((field) => columns.has(field));
  if (known < 0.6 * keys.length || !(window || keys.some((key) => TELLING.test(key)))) return false;
  const holders = [
    ...(columns.get('address') ?? []),
    ...(columns.get('domain') ?? []),
    ...(columns.get('aliases') ?? []),
  ];
  const filled = holders.reduce((sum, column) => sum + addressed(table, column), 0);
  return filled >= SHARE * table.rowCount;
}

/** Cells of a column that are addresses or, in one that holds no other content, taken for domains. */
function addressed(table: Table, column: string): number {
  const profile = table.profiles.get(column);
  if (profile === undefined) return 0;
  const content = contentOf(profile);
  return content === 'date' || content === 'hash' || column.startsWith('#') ? profile.addresses : profile.filled;
}
