import type { FindingRecord, ScanRecord } from '../../run/index.ts';
import type { DataOut } from '../terminal/data-out.ts';

const COLUMNS = [
  'rule',
  'kind',
  'confidence',
  'validity',
  'fingerprint',
  'preview',
  'secret',
  'principal',
  'host',
  'source',
  'container',
  'folder',
  'sourceOffset',
  'messageId',
  'part',
  'member',
  'spanStart',
  'spanEnd',
  'context',
  'standing',
  'landmark',
  'strength',
  'kinship',
] as const;

/** Findings as CSV (RFC 4180): a title row, then a row an occurrence. Losses and tallies go to standard error. */
export async function writeCsvTitle(out: DataOut): Promise<void> {
  await out.line(COLUMNS.join(','));
}

export async function writeCsv(record: ScanRecord, out: DataOut): Promise<void> {
  if (record.type === 'finding') await out.line(csvCells(record).map(csvCell).join(','));
}

/** A CSV may be looked at on a terminal: what moves its cursor or turns its text around is taken out; line ends are data. */
const TERMINAL_CONTROL =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** One cell, quoted where needed. A cell that a spreadsheet would run as a formula gets an apostrophe first. */
export function csvCell(value: string | number): string {
  const shown = String(value).replace(TERMINAL_CONTROL, ' ');
  const text = typeof value === 'string' && /^[=+\-@\t\r\n]/.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvCells(record: FindingRecord): readonly (string | number)[] {
  const { provenance } = record;
  return [
    record.rule,
    record.kind,
    record.confidence,
    record.validity.state,
    record.fingerprint,
    record.preview,
    record.secret ?? '',
    record.principal ?? '',
    record.host ?? '',
    provenance.source,
    provenance.container.join(' > '),
    provenance.folder ?? '',
    provenance.sourceOffset,
    provenance.messageId ?? '',
    provenance.part,
    provenance.member.join(' > '),
    provenance.span[0],
    provenance.span[1],
    record.context,
    record.standing,
    record.landmark ?? '',
    record.strength.level,
    record.kinship ?? '',
  ];
}
