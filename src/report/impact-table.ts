import type { DisclosurePlace } from './impact-section.ts';
import type { StatusReport } from './status-report.ts';
import type { ReportTable } from './table-shape.ts';

/** What the mail discloses beside credentials: a table of kinds, and one of the places behind its numbers. */
export function impactTables({ impact, disclosed }: StatusReport): readonly ReportTable[] {
  return [
    {
      id: 'impact',
      title: 'What else helps an attacker',
      caption:
        'Beside credentials, by kind. The places behind each number follow below; `postbreach disclosures CASE --kind KIND` lists all.',
      columns: [
        'Kind',
        'What',
        'ATT&CK',
        'Places',
        'Messages',
        'Of them stolen',
        'Distinct values',
        'In most messages',
      ],
      rows: impact.map((row) => [
        row.kind,
        `${row.category}: ${row.name}`,
        row.technique,
        row.places,
        row.messages,
        row.stolen,
        row.values,
        row.top.join('\n') || null,
      ]),
      empty: 'Nothing of the kinds that are looked for was found beside credentials.',
      more: null,
    },
    {
      id: 'disclosures',
      title: 'Where it stands',
      caption: 'The first places of each kind, in the order of the evidence. Personal data are masked.',
      columns: ['Kind', 'Value', 'Places', 'Sent', 'Message-ID', 'Where'],
      rows: disclosed.map((place) => [
        place.kind,
        place.shown ?? 'further values',
        place.places,
        place.sentAt === null ? null : `${place.sentAt.slice(0, 10)} ${place.sentAt.slice(11, 16)}Z`,
        place.messageId,
        disclosureWhere(place),
      ]),
      empty: 'There is no such place.',
      more:
        impact.length === 0
          ? null
          : 'Further places of a kind are listed by `postbreach disclosures CASE --kind KIND`.',
    },
  ];
}

/** Where a disclosure stands, from its source inwards. */
export function disclosureWhere({ source, container, folder, part, member, landmark }: DisclosurePlace): string {
  const way = [source, ...container, folder, part === '' ? null : `part ${part}`, ...member, landmark];
  return way.filter((step) => step !== null).join(' › ');
}
