import { encodeText } from '../mime/charset.ts';
import { docxFile, pdfFile, pngImage } from '../mime/documents.ts';
import type { AttachmentFile } from '../mime/entity.ts';
import { zipArchive } from '../mime/zip.ts';
import type { Random } from '../random.ts';

const file = (fileName: string, mediaType: string, content: string | Buffer): AttachmentFile => ({
  fileName,
  mediaType,
  bytes: Buffer.from(content),
});

function tideTable(random: Random): string {
  const rows = Array.from({ length: random.integer(40, 200) }, (_, hour) => {
    const level = 1.8 + 1.4 * Math.sin(hour / 2) + random.next() / 10;
    return `2024-01-${String(1 + Math.floor(hour / 24)).padStart(2, '0')}T${String(hour % 24).padStart(2, '0')}:00Z,${level.toFixed(3)},${random.pick(['ok', 'ok', 'ok', 'gap'])}`;
  });
  return `time,level_m,quality\n${rows.join('\n')}\n`;
}

function serverLog(random: Random): string {
  const line = () =>
    `${random.pick(['INFO', 'INFO', 'INFO', 'WARN'])} ${random.pick(['tile', 'ingest', 'gauge', 'export'])}-${random.integer(1, 9)} ${random.pick(['request served', 'queue drained', 'retrying', 'file closed'])} in ${random.integer(2, 900)} ms`;
  return Array.from(
    { length: random.integer(20, 120) },
    (_, at) => `2024-01-08 0${at % 10}:${10 + (at % 50)}:00 ${line()}`,
  ).join('\n');
}

const notes = (random: Random) =>
  Array.from(
    { length: random.integer(5, 20) },
    (_, at) =>
      `${at + 1}. ${random.pick(['Check the benchmark', 'Replace the battery', 'Compare with the old gauge', 'Photograph the staff', 'Log the offset'])} (${random.integer(2, 60)} min)`,
  ).join('\n');

const MAKERS: Readonly<Record<string, (random: Random, stamp: number) => AttachmentFile>> = {
  csv: (random, stamp) => file(`tides-${stamp}.csv`, 'text/csv', tideTable(random)),
  txt: (random, stamp) => file(`notes-${stamp}.txt`, 'text/plain', notes(random)),
  utf16: (random, stamp) => file(`field-notes-${stamp}.txt`, 'text/plain', encodeText(notes(random), 'utf-16le')),
  json: (random, stamp) =>
    file(
      `station-${stamp}.json`,
      'application/json',
      JSON.stringify(
        { station: stamp, datum: 'NAVD88', levels: Array.from({ length: 30 }, () => random.integer(0, 4000)) },
        null,
        2,
      ),
    ),
  xml: (random, stamp) =>
    file(
      `metadata-${stamp}.xml`,
      'application/xml',
      `<?xml version="1.0"?>\n<survey id="${stamp}">\n${Array.from({ length: 12 }, (_, at) => `  <line number="${at}" length="${random.integer(200, 9000)}"/>`).join('\n')}\n</survey>\n`,
    ),
  log: (random, stamp) => file(`server-${stamp}.log`, 'text/plain', serverLog(random)),
  ps1: (random, stamp) =>
    file(
      `Get-Sizes-${stamp}.ps1`,
      'application/octet-stream',
      `Get-ChildItem -Recurse D:\\tides | Where-Object Length -gt ${random.integer(10, 99)}MB |\n  Sort-Object Length | Format-Table Name, Length\n`,
    ),
  docx: (random, stamp) =>
    file(
      `Draft ${stamp}.docx`,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      docxFile(`Draft ${stamp}\n\n${notes(random)}`),
    ),
  zip: (random, stamp) =>
    file(
      `delivery-${stamp}.zip`,
      'application/zip',
      zipArchive([
        { name: 'tides.csv', bytes: Buffer.from(tideTable(random)) },
        { name: 'readme.txt', bytes: Buffer.from(notes(random)) },
      ]),
    ),
  png: (random, stamp) =>
    file(`curve-${stamp}.png`, 'image/png', pngImage(random, random.integer(80, 240), random.integer(40, 120))),
  pdf: (random, stamp) =>
    file(`Sheet ${stamp}.pdf`, 'application/pdf', pdfFile(`Survey sheet ${stamp}\n${notes(random)}`)),
};

/** An ordinary file, as colleagues attach it. */
export function officeFile(random: Random): AttachmentFile {
  const kinds = Object.keys(MAKERS).filter((kind) => kind !== 'pdf' || random.chance(0.2));
  const make = MAKERS[random.pick(kinds)] as (typeof MAKERS)[string];
  return make(random, random.integer(1000, 9999));
}
