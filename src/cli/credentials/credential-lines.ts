import type { Store } from '../../case/index.ts';
import type { Instant } from '../../core/index.ts';
import {
  openingSentence,
  openingsOf,
  type Resolution,
  sightingsOf,
  validityAt,
  type WorkItem,
} from '../../response/index.ts';
import { caseRules } from '../../run/index.ts';
import { ruleInfo } from '../../secrets/index.ts';
import { printable, tableLines } from '../terminal/table.ts';
import { sightingLines } from './sighting-lines.ts';

const COLUMNS = [
  { title: 'ID' },
  { title: 'SURE' },
  { title: 'KIND', max: 34 },
  { title: 'PREVIEW', max: 28 },
  { title: 'WHOSE', max: 44 },
  { title: 'STOLEN' },
  { title: 'PLACES', align: 'right' },
  { title: 'STANDS', max: 44 },
] as const;

/** One line a credential. */
export function credentialTable(items: readonly WorkItem[]): readonly string[] {
  if (items.length === 0) return [];
  return tableLines(
    COLUMNS,
    items.map((item) => [
      item.id.slice(0, 'cred-'.length + 8),
      item.confidence,
      item.rule,
      item.preview,
      `${whoseText(item)}${item.privileged ? ' (privileged)' : ''}`,
      item.stolen ? 'yes' : 'no',
      String(item.occurrences),
      standingText(item.resolution),
    ]),
  );
}

const MOST_OPENINGS = 12;

/** Everything the case knows of one credential, masked. */
export function credentialDetails(store: Store, item: WorkItem, now: Instant): readonly string[] {
  const info = ruleInfo(item.rule, caseRules({ store }));
  const validity = validityAt(item, now);
  const pairs: readonly (readonly [string, string | null])[] = [
    ['id', item.id],
    ['kind', `${item.kind}, rule ${item.rule}${info === null ? '' : ` (${info.name})`}`],
    ['confidence', item.confidence],
    ['preview', item.preview],
    ['fingerprint', item.fingerprint],
    ['principal', item.principalName ?? item.namedPrincipal],
    ['application', item.applicationName],
    ['host', item.host],
    ['owner', item.owner],
    ['shared by', item.sharedBy],
    ['stolen', item.stolen ? 'yes' : 'not in stolen mail'],
    ['first mailed', item.firstSent],
    ['theft since', item.exposedFrom],
    ['validity', `${validity.state}: ${validity.reason}`],
    ['expires', item.validity.expiresAt],
    ['stands', standingText(item.resolution)],
    ['what to do', info?.exposure ?? null],
  ];
  const lines = pairs.flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(13)} ${printable(value)}`]));
  const opened = openingsOf(store, item.fingerprint).slice(0, MOST_OPENINGS).map(openingSentence);
  const locks = opened.map((sentence) => `${'opens'.padEnd(13)} ${printable(sentence.replace(/^opens /, ''))}`);
  return [...lines, ...locks, ...sightingLines(sightingsOf(store, item.fingerprint))];
}

/** Where a credential stands, in a few words. */
export function standingText(resolution: Resolution): string {
  switch (resolution.state) {
    case 'open':
      return 'open';
    case 'decided':
      return `to ${resolution.decision}, not proven`;
    case 'kept':
    case 'false-positive':
      return `${resolution.state}: ${resolution.reason}`;
    case 'reset':
    case 'deactivated':
      return `${resolution.state}, proven`;
  }
}

function whoseText(item: WorkItem): string {
  const whose = [item.principalName ?? item.namedPrincipal, item.applicationName, item.host];
  return [...new Set(whose)].filter((name) => name !== null).join(', ') || '–';
}
