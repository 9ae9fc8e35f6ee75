import type { Store } from '../../case/index.ts';
import type { Instant } from '../../core/index.ts';
import {
  openingSentence,
  openingsOf,
  type Resolution,
  reuseOf,
  reuseText,
  sightingsOf,
  tieText,
  validityAt,
  type WorkItem,
} from '../../response/index.ts';
import { caseRules } from '../../run/index.ts';
import { ruleInfo, strengthText } from '../../secrets/index.ts';
import { printable, tableLines } from '../terminal/table.ts';
import { sightingLines } from './sighting-lines.ts';

/** `cred-` and enough of an id to be told apart. */
const SHOWN_ID = 13;

const COLUMNS = [
  { title: 'ID' },
  { title: 'SURE' },
  { title: 'KIND', max: 34 },
  { title: 'PREVIEW', max: 28 },
  { title: 'WHOSE', max: 44 },
  { title: 'WORTH', max: 40 },
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
      item.id.slice(0, SHOWN_ID),
      item.confidence,
      item.rule,
      item.preview,
      `${whoseText(item)}${item.privileged ? ' (privileged)' : ''}`,
      [item.strength.level, reuseText(item.reuse)].filter((text) => text !== null).join(', '),
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
    ['tied by', item.tie === null ? null : tieText(store, item.tie)],
    ['strength', strengthText(item.strength)],
    ...reusePairs(store, item),
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

/** More than one account or host for a value, and the values that follow from it. */
function reusePairs(store: Store, { id }: WorkItem): readonly (readonly [string, string])[] {
  const { accounts, hosts, kin } = reuseOf(store, id);
  return [
    ...(accounts.length > 1 ? [['reused by', accounts.join(', ')] as const] : []),
    ...(hosts.length > 1 ? [['reused at', hosts.join(', ')] as const] : []),
    ...kin.map(({ id, preview, whose, firstSent }) => {
      const about = [preview, whose, firstSent?.slice(0, 10) ?? null].filter((text) => text !== null).join(', ');
      return ['akin to', `${id.slice(0, SHOWN_ID)} (${about}): an obvious successor or predecessor`] as const;
    }),
  ];
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
