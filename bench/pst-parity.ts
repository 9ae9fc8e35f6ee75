/**
 * Ours, readpst's and pffexport's counts of every PST and OST below a folder, as rows of a Markdown table (docs/evidence-parity.md):
 * `node bin/node26.js bench/pst-parity.ts [FOLDER]`.
 */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type EvidenceEvent, type Part, readSource } from '../src/evidence/index.ts';
import { pffexportCounts, readpstCounts, type StoreCounts } from './pst-peers.ts';

/** What our reader finds, counted as the peers' findings are. */
export interface OurCounts extends StoreCounts {
  /** Items that Outlook keeps for itself, which the peers pass over. */
  readonly settings: number;
  readonly tally: Extract<EvidenceEvent, { type: 'tally' }>['tally'];
}

/** Reads a store as any source is read. */
export async function ourCounts(path: string): Promise<OurCounts> {
  const counts = { messages: 0, attachments: 0, embedded: 0, recovered: 0, settings: 0 };
  let tally: OurCounts['tally'] | null = null;
  for await (const event of readSource({ path, relative: basename(path), size: 0 })) {
    if (event.type === 'tally') tally = event.tally;
    if (event.type !== 'message' && event.type !== 'document') continue;
    const item = event.type === 'message' ? event.message : event.document;
    const isListed = item.place.standing === 'listed';
    counts[!isListed ? 'recovered' : event.type === 'message' ? 'messages' : 'settings'] += 1;
    if (!isListed || event.type === 'document') continue;
    const own = event.message.parts.filter((part) => part.member.length === 0);
    counts.embedded += own.filter(isEmbedded).length;
    counts.attachments += own.filter((part) => part.fileName !== null && !isEmbedded(part)).length;
  }
  if (tally === null) throw new Error('the source has no tally');
  return { ...counts, tally };
}

const isEmbedded = ({ mediaType, content }: Part) => mediaType === 'message/rfc822' && content.state === 'message';

const COLUMNS = ['messages', 'attachments', 'embedded', 'recovered'] as const;

async function row(path: string): Promise<string> {
  const ours = await ourCounts(path);
  const peers = [readpstCounts(path), pffexportCounts(path)];
  const cells = COLUMNS.map((column) => [ours, ...peers].map((counts) => counts?.[column] ?? '-').join(' / '));
  const { expected, read, unreadable } = ours.tally;
  return `| ${basename(path)} | ${cells.join(' | ')} | ${ours.settings} | ${expected} = ${read} + ${unreadable} |`;
}

function storesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:pst|ost)$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}

if (import.meta.main) {
  const folder = process.argv[2] ?? join(import.meta.dirname, '..', '..', 'shared', 'corpora', 'mail');
  console.log('Each cell: ours / readpst / pffexport.\n');
  console.log(
    '| file | messages | attachments | embedded | recovered | settings | tally: expected = read + unreadable |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const path of storesBelow(folder)) console.log(await row(path));
}
