import { count } from '../../core/index.ts';
import type { Readiness } from '../../review/index.ts';
import { printable, tableLines } from '../terminal/table.ts';

const SOURCES = [
  { title: 'LOG', max: 28 },
  { title: 'EVENTS', align: 'right' },
  { title: 'FROM' },
  { title: 'UNTIL' },
  { title: 'DAYS', align: 'right' },
  { title: 'STILL KEPT SINCE' },
  { title: 'NOT LOADED', max: 60 },
] as const;

const MAILBOXES = [
  { title: 'MAILBOX', max: 48 },
  { title: 'LICENCE' },
  { title: 'ACCESSES', align: 'right' },
  { title: 'OTHER', align: 'right' },
  { title: 'LAST ACCESS' },
  { title: 'STATE' },
] as const;

const LISTED = 200;

/** What the logs can answer at all, and what to switch on, for a terminal. */
export function readinessLines({ sources, mailboxes }: Readiness): readonly string[] {
  const logs = sources.map((one) => [
    one.title,
    count(one.events),
    one.from?.slice(0, 10) ?? '–',
    one.until?.slice(0, 10) ?? '–',
    count(one.days),
    one.keptSince,
    one.events === 0 ? 'all of it' : one.missingKinds.join(', '),
  ]);
  const advice = sources.flatMap((one) =>
    one.advice === null ? [] : [`  ${one.title}: ${one.advice}`, `    It answers: ${one.answers}`],
  );
  return [
    ...tableLines(SOURCES, logs),
    ...(advice.length === 0 ? [] : ['', 'To load or to switch on:', ...advice]),
    '',
    ...mailboxLines(mailboxes),
  ];
}

function mailboxLines(mailboxes: Readiness['mailboxes']): readonly string[] {
  if (mailboxes.length === 0) return ['No mailbox is known: add a directory export or a unified audit log.'];
  // What is lacking first.
  const rank = { silent: 0, 'not-seen': 1, 'none-loaded': 2, recorded: 3 } as const;
  const sorted = mailboxes.toSorted((a, b) => rank[a.state] - rank[b.state]);
  const rows = sorted
    .slice(0, LISTED)
    .map((one) => [
      one.mailbox,
      one.licence,
      count(one.accesses),
      count(one.others),
      one.lastAccess?.slice(0, 10) ?? '–',
      one.state.replaceAll('-', ' '),
    ]);
  const more = sorted.length > LISTED ? [`… and ${count(sorted.length - LISTED)} more; --json gives all.`] : [];
  const [first] = sorted.filter(({ state }) => state === 'silent');
  const how =
    first?.advice == null
      ? []
      : ['', `To have the reading of a silent mailbox written down: ${printable(first.advice)}`];
  return [...tableLines(MAILBOXES, rows), ...more, ...how];
}
