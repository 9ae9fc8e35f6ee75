import { Command } from 'commander';
import { viewCase } from '../case/index.ts';
import { buildStatus, clockText, type StatusReport } from '../report/index.ts';
import { impactLines } from './disclosures/impact-lines.ts';
import type { Act } from './face.ts';
import { handedIn } from './report.ts';
import { printable, tableLines } from './terminal/table.ts';
import type { Talk } from './terminal/talk.ts';

const COLOURS = { overdue: 'red', due: 'yellow', immediate: 'yellow', done: 'green' } as const;

/** `postbreach status CASE`: the clock, the tallies, what is open, blocked, unproven. Needs no key, works while a run goes on. */
export function statusCommand(act: Act): Command {
  return new Command('status')
    .argument('<case>')
    .addHelpText(
      'after',
      '\nExamples:\n  postbreach status breach.case\n  postbreach status breach.case --json | jq .summary',
    )
    .action((folder: string) =>
      act(async ({ talk, out, clock, json }) => {
        const view = viewCase(folder);
        try {
          const report = buildStatus(view, clock.now(), handedIn(view.folder));
          if (json) await out.json(report);
          else for (const line of statusLines(report, talk)) await out.line(line);
          return 0;
        } finally {
          view.close();
        }
      }),
    );
}

function statusLines(report: StatusReport, talk: Talk): readonly string[] {
  const heading = (text: string) => ['', talk.paint('bold', text)];
  return [
    talk.paint('bold', `${printable(report.profile.organisation)}: ${report.directive.short}`),
    ...report.summary,
    ...heading('The clock'),
    ...clockLines(report, talk),
    ...heading('Evidence'),
    ...evidenceLines(report),
    ...(report.openings.length === 0 ? [] : [...heading('Opened by mailed passwords'), ...openingLines(report)]),
    ...(report.losses.length === 0 ? [] : [...heading('Not read'), ...lossLines(report)]),
    ...(report.impact.length === 0 ? [] : [...heading('What else helps an attacker'), ...impactLines(report.impact)]),
    ...heading('Log coverage'),
    ...coverageLines(report),
  ];
}

function clockLines(report: StatusReport, talk: Talk): readonly string[] {
  const rows = [
    ...report.actions.map(({ clock, sentence }) => ({ row: clock, name: `action ${clock.id}`, more: sentence })),
    ...report.reports.map((row) => ({ row, name: 'report', more: row.title })),
  ];
  return rows.flatMap(({ row, name, more }) => {
    const state = row.state.replaceAll('-', ' ').padEnd(14);
    const colour = COLOURS[row.state as keyof typeof COLOURS] ?? 'gray';
    return [
      `${talk.paint(colour, state)} ${name.padEnd(11)} ${clockText(row, report.profile.zone)}`,
      `${' '.repeat(27)}${printable(more)}`,
    ];
  });
}

function evidenceLines(report: StatusReport): readonly string[] {
  const columns = ['KIND', 'FILES', 'EXPECTED', 'READ', 'UNREADABLE', 'ENCRYPTED', 'RECOVERED', 'UNFINISHED'];
  return tableLines(
    columns.map((title, index) => ({ title, align: index === 0 ? 'left' : 'right' })),
    report.evidence.map((row) =>
      [
        row.kind,
        row.sources,
        row.expected ?? 'unknown',
        row.read,
        row.unreadable,
        row.encrypted,
        row.recovered,
        row.unfinished,
      ].map(String),
    ),
  );
}

const MOST_OPENINGS = 20;

function openingLines({ openings }: StatusReport): readonly string[] {
  const more = openings.length - MOST_OPENINGS;
  const left = more > 0 ? [`… and ${more} more: --json lists all`] : [];
  return [...openings.slice(0, MOST_OPENINGS).map((sentence) => `A password ${printable(sentence)}.`), ...left];
}

function lossLines(report: StatusReport): readonly string[] {
  return report.losses.flatMap((row) => [
    `${String(row.count).padStart(6)}  ${row.reason} (${row.level})`,
    ...row.places.slice(0, 3).map((place) => `        ${printable(place)}`),
  ]);
}

function coverageLines(report: StatusReport): readonly string[] {
  if (report.coverage.length === 0) return ['No exposed principal is known, or no review has been run.'];
  const states = ['clean', 'findings', 'gap', 'expired', 'not-licensed', 'not-loaded'];
  const columns = [{ title: 'PRINCIPAL', max: 44 }, { title: 'SOURCE' }];
  const counts = states.map((state) => ({ title: state.toUpperCase(), align: 'right' as const }));
  return tableLines(
    [...columns, ...counts],
    report.coverage.map((row) => [row.principal, row.source, ...states.map((state) => String(row.days[state] ?? 0))]),
  );
}
