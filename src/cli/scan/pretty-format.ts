import { count, counted } from '../../core/index.ts';
import { reuseText } from '../../response/index.ts';
import { type FindingRecord, ReuseIndex, type ScanReuse, type SummaryRecord } from '../../run/index.ts';
import { type GivenRules, MAILED_KEY, ruleInfo, strengthText } from '../../secrets/index.ts';
import type { DataOut } from '../terminal/data-out.ts';
import { byteText, durationText } from '../terminal/number-text.ts';
import { printable } from '../terminal/table.ts';
import type { Talk } from '../terminal/talk.ts';

/** A distinct credential, as the list shows it: its first place, and how many there are. */
interface Shown {
  readonly first: FindingRecord;
  readonly places: number;
}

const LISTED = 200;
const ORDER = { high: 0, medium: 1, low: 2 };
const COLOUR = { high: 'red', medium: 'yellow', low: 'gray' } as const;

/** Gathers findings by credential, so that a secret quoted a hundred times is one entry. */
export class CredentialList {
  readonly #shown = new Map<string, Shown>();
  readonly #reuse = new ReuseIndex();
  readonly #explains: boolean;
  readonly #rules: GivenRules;

  /** @param explains Whether each entry says why it is one, and what to do. */
  constructor(explains: boolean, rules: GivenRules) {
    this.#explains = explains;
    this.#rules = rules;
  }

  add(record: FindingRecord): void {
    this.#reuse.add(record);
    const known = this.#shown.get(record.fingerprint);
    const keeps =
      known !== undefined && (isProven(known.first) || ORDER[known.first.confidence] <= ORDER[record.confidence]);
    const first = keeps && (isProven(known.first) || !isProven(record)) ? known.first : record;
    const isSame = known !== undefined && isProven(record) && placeOf(known.first) === placeOf(record);
    this.#shown.set(record.fingerprint, { first, places: (known?.places ?? 0) + (isSame ? 0 : 1) });
  }

  /** Writes the surest first; a long list ends with how many were left out and how to see them. */
  async write(out: DataOut, talk: Talk): Promise<void> {
    const list = [...this.#shown.values()].sort((a, b) => ORDER[a.first.confidence] - ORDER[b.first.confidence]);
    for (const shown of list.slice(0, LISTED)) {
      for (const line of linesOf(shown, this.#reuse.of(shown.first.fingerprint), talk)) await out.line(line);
      if (this.#explains) for (const line of explanation(shown.first, this.#rules)) await out.line(line);
    }
    const left = list.length - LISTED;
    if (left > 0)
      talk.say(`… and ${counted(left, 'credential')} more: --format ndjson or csv prints every occurrence.`);
  }
}

/** A password that opened something is shown as such, though a rule had found it before. */
function isProven({ rule }: FindingRecord): boolean {
  return rule === MAILED_KEY;
}

function placeOf({ provenance: { source, container, sourceOffset, part, member, span } }: FindingRecord): string {
  return JSON.stringify([source, container, sourceOffset, part, member, span]);
}

/** What a password opened, or what was opened around a finding: lock and key were both in the mail. */
function lockLines({ reasons }: FindingRecord): readonly string[] {
  return reasons
    .filter((reason) => /^opened | was opened by /.test(reason))
    .map((reason) => `        ${printable(reason)}`);
}

/** Why a finding is believed, in the order in which it was judged, and what to do with such a credential. */
function explanation({ rule, kind, reasons, validity, strength }: FindingRecord, rules: GivenRules): readonly string[] {
  const info = ruleInfo(rule, rules);
  const told = [
    `${info?.name ?? rule} (${kind})`,
    ...reasons.map((reason) => `because ${reason}`),
    `validity: ${validity.state}, ${validity.reason}`,
    `strength: ${strengthText(strength)}`,
    ...(info === null ? [] : [`to do: ${info.exposure}`]),
  ];
  return told.map((line) => `          · ${printable(line)}`);
}

function linesOf({ first, places }: Shown, reuse: ScanReuse, talk: Talk): readonly string[] {
  const { confidence, rule, preview, principal, host, validity, provenance, standing, landmark } = first;
  const whose = [...new Set([principal, host])]
    .filter((value) => value !== null)
    .map(printable)
    .join(' on ');
  const { source, container, folder, messageId, part, member } = provenance;
  const place = [source, ...container, folder, messageId, `part ${part}`, ...member, landmark];
  const where = place
    .filter((text): text is string => text !== null && text !== 'part ')
    .map(printable)
    .join(' › ');
  const recovered = standing === 'recovered' ? ' (recovered)' : '';
  const copies = places > 1 ? `, in ${count(places)} places` : '';
  const used = reuseText(reuse);
  const strengthNote = isEasy(first) ? `  [${first.strength.level}]` : '';
  const validityNote = validity.state === 'unknown' ? '' : `  [${validity.state}: ${validity.reason}]`;
  return [
    `${talk.paint(COLOUR[confidence], confidence.padEnd(6))}  ${rule}  ${printable(first.secret ?? preview)}${whose === '' ? '' : `  ${whose}`}${strengthNote}${validityNote}`,
    `        ${where}${recovered}${copies}`,
    ...(used === null ? [] : [`        ${talk.paint('yellow', used)}`]),
    `        ${talk.paint('gray', printable(first.context))}`,
    ...lockLines(first),
  ];
}

function isEasy({ strength }: FindingRecord): boolean {
  return strength.level === 'trivial' || strength.level === 'weak';
}

/** What else was found, where that was asked for. */
function disclosureLines({ disclosures }: SummaryRecord): readonly string[] {
  if (disclosures === undefined) return [];
  const kinds = Object.entries(disclosures).map(([kind, places]) => `${count(places)} ${kind}`);
  return [`beside credentials: ${kinds.length === 0 ? 'nothing' : kinds.join(', ')}`];
}

/** The closing lines: what was read, what was found, whether it balances, what was lost. */
export function summaryLines(summary: SummaryRecord, talk: Talk): readonly string[] {
  const { tally, findings, setAside } = summary;
  const seconds = Math.max(1, summary.milliseconds) / 1000;
  const read = `${counted(summary.messages, 'message')} and ${counted(summary.documents, 'other file')} in ${counted(summary.sources, 'source')}`;
  const rate = `${byteText(summary.bytes)} in ${durationText(summary.milliseconds)}, ${byteText(summary.bytes / seconds)}/s`;
  const accounted = `${count(tally.read)} read, ${count(tally.unreadable)} unreadable, ${count(tally.encrypted)} encrypted`;
  const beside = tally.recovered === 0 ? '' : `; ${count(tally.recovered)} recovered beside them`;
  const expected = tally.expected === 'unknown' ? 'an unknown number' : count(tally.expected);
  return [
    `${read} (${rate})`,
    `${counted(summary.credentials, 'distinct credential')}: ${count(findings.high)} high, ${count(findings.medium)} medium, ${count(findings.low)} low occurrences`,
    ...(setAside.baseline + setAside.allowed === 0
      ? []
      : [
          `set aside: ${count(setAside.baseline)} known from the baseline, ${count(setAside.allowed)} by the allow-list`,
        ]),
    ...disclosureLines(summary),
    `tally: expected ${expected} = ${accounted}${beside}`,
    summary.losses === 0
      ? 'nothing was lost'
      : talk.paint(
          'yellow',
          `${counted(summary.losses, 'loss', 'losses')}: --format ndjson lists each with its reason`,
        ),
  ];
}
