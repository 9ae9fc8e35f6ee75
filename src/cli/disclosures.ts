import { Command, Option } from 'commander';
import { viewCase } from '../case/index.ts';
import { counted } from '../core/index.ts';
import { type DisclosurePlace, disclosurePlaces, disclosureWhere, impactRows } from '../report/index.ts';
import { disclosureKinds } from '../secrets/index.ts';
import { CliError } from './cli-error.ts';
import { impactLines } from './disclosures/impact-lines.ts';
import type { ExitCode } from './exit-code.ts';
import type { Act, Face } from './face.ts';
import { printable } from './terminal/table.ts';

interface Options {
  readonly kind?: string;
  readonly format: 'pretty' | 'ndjson';
}

const LISTED = 500;

/** `postbreach disclosures CASE`: what the mail discloses beside credentials, kinds or places. Needs no key. */
export function disclosuresCommand(act: Act): Command {
  return new Command('disclosures')
    .argument('<case>')
    .option('--kind <id>', 'list every place of this kind')
    .addOption(new Option('--format <format>', 'how they are printed').choices(['pretty', 'ndjson']).default('pretty'))
    .addHelpText(
      'after',
      `
Without --kind the kinds are counted; --format ndjson prints every place of all. Personal data are masked.

Examples:
  postbreach disclosures breach.case
  postbreach disclosures breach.case --kind internal-host
  postbreach disclosures breach.case --format ndjson > disclosures.ndjson`,
    )
    .action((folder: string, options: Options) => act((face) => list(folder, options, face)));
}

async function list(folder: string, { kind, format }: Options, { talk, out, json }: Face): Promise<ExitCode> {
  if (kind !== undefined && !disclosureKinds().some(({ id }) => id === kind)) {
    const next = `Give one of: ${disclosureKinds()
      .map(({ id }) => id)
      .join(', ')}.`;
    throw new CliError('bad-option', `"${kind}" is no kind of disclosure`, next, 2);
  }
  const view = viewCase(folder);
  try {
    const impact = impactRows(view.store).filter((row) => kind === undefined || row.kind === kind);
    const rows = impact.reduce((sum, row) => sum + row.places, 0);
    if (json || format === 'ndjson') {
      for (const place of disclosurePlaces(view.store, kind ?? null)) await out.json({ type: 'disclosure', ...place });
    } else if (impact.length === 0) await out.line('Nothing was found. Has the case been run?');
    else {
      for (const line of impactLines(impact)) await out.line(line);
      if (kind !== undefined)
        for (const line of placeLines([...disclosurePlaces(view.store, kind, LISTED + 1)])) await out.line(line);
    }
    talk.say(`${counted(rows, 'place')} of ${counted(impact.length, 'kind')}.`);
    return 0;
  } finally {
    view.close();
  }
}

function placeLines(places: readonly DisclosurePlace[]): readonly string[] {
  const lines = places.slice(0, LISTED).flatMap((place) => {
    const { shown, sentAt, messageId, places: times } = place;
    const more = times === 1 ? '' : `, ${times} times`;
    return [
      '',
      `${printable(shown ?? 'further values')}${more}`,
      `  ${printable([sentAt?.slice(0, 16).replace('T', ' '), messageId].filter(Boolean).join('  '))}`,
      `  ${printable(disclosureWhere(place))}`,
    ];
  });
  return places.length > LISTED ? [...lines, '', '… and more: --format ndjson prints every place.'] : lines;
}
