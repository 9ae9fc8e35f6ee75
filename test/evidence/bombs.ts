import { crc32, createDeflate, gzipSync } from 'node:zlib';
import { writeZip } from './zip-fixture.ts';

/** An attachment that is small and wants to be huge, or endless. */
export interface Bomb {
  readonly name: string;
  readonly fileName: string;
  readonly bytes: Buffer;
  /** Reasons one of which must be given for what is not read of it; null where it can be read to its end. */
  readonly reasons: RegExp | null;
}

const MIB = 1024 * 1024;
const LIMIT = /^over-budget$/;
const WRONG = /^(?:damaged|over-budget|truncated|unrecognised)$/;

/** Every bomb. */
export async function makeBombs(): Promise<readonly Bomb[]> {
  return [
    { name: 'overlapping files', fileName: 'overlap.zip', bytes: overlapping(), reasons: WRONG },
    { name: '10 GB of zeros', fileName: 'zeros.gz', bytes: zeros(10_240), reasons: WRONG },
    { name: 'zips 60 deep', fileName: 'deep.zip', bytes: nestedZips(60), reasons: LIMIT },
    { name: 'gzips 60 deep', fileName: 'deep.gz', bytes: nestedGzips(60), reasons: LIMIT },
    { name: 'a zip that widens as it deepens', fileName: 'tree.zip', bytes: zipTree(6, 12), reasons: WRONG },
    { name: 'billion laughs', fileName: 'laughs.docx', bytes: billionLaughs(), reasons: null },
    { name: 'deep elements', fileName: 'deep.docx', bytes: deepElements(200_000), reasons: LIMIT },
    { name: 'a document of 300 MB', fileName: 'long.docx', bytes: await longDocument(300), reasons: LIMIT },
    { name: 'millions of empty cells', fileName: 'cells.xlsx', bytes: emptyCells(12_000_000), reasons: LIMIT },
    { name: 'a billion repeated cells', fileName: 'cells.ods', bytes: repeatedCells(), reasons: null },
    { name: 'a page that is its own parent', fileName: 'loop.pdf', bytes: pageLoop(), reasons: WRONG },
    { name: 'a form that draws itself', fileName: 'form.pdf', bytes: formLoop(), reasons: null },
    { name: '60,000 × 60,000 dots', fileName: 'huge.png', bytes: await hugePicture(60_000), reasons: WRONG },
  ];
}

/** A MIME message of very many parts. */
export function manyParts(count: number): Buffer {
  const part = '--B\r\nContent-Type: text/plain\r\n\r\nx\r\n';
  return Buffer.from(
    `${head('many parts')}Content-Type: multipart/mixed; boundary=B\r\n\r\n${part.repeat(count)}--B--\r\n`,
  );
}

/** A MIME message of multiparts in one another. */
export function deepParts(depth: number): Buffer {
  const open = Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary=B${level}\r\n\r\n--B${level}\r\n`,
  );
  return Buffer.from(`${head('deep parts')}${open.join('')}Content-Type: text/plain\r\n\r\nx\r\n`);
}

/** A message with one attachment. */
export function messageWith({ name, fileName, bytes }: Pick<Bomb, 'name' | 'fileName' | 'bytes'>): Buffer {
  const base64 = bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
  return Buffer.from(
    `${head(name)}Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\nsee attachment\r\n` +
      `--B\r\nContent-Type: application/octet-stream; name="${fileName}"\r\nContent-Disposition: attachment; filename="${fileName}"\r\n` +
      `Content-Transfer-Encoding: base64\r\n\r\n${base64}\r\n--B--\r\n`,
  );
}

const head = (subject: string) =>
  `From: a@agency.example\r\nTo: b@agency.example\r\nDate: Mon, 15 Jan 2024 10:00:00 +0000\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\n`;

function overlapping(): Buffer {
  const kernel = { name: 'kernel', data: Buffer.alloc(20 * MIB) };
  const over = Array.from({ length: 5000 }, (_, index) => ({ name: `over-${index}`, data: '', headerOffset: 0 }));
  return writeZip([kernel, ...over]);
}

function zeros(mebibytes: number): Buffer {
  const unit = gzipSync(Buffer.alloc(64 * MIB), { level: 9 });
  return Buffer.concat(Array.from({ length: mebibytes / 64 }, () => unit));
}

function nestedZips(depth: number): Buffer {
  let inner: Buffer = Buffer.from('password: Innermost-4711');
  for (let level = 0; level < depth; level += 1) inner = writeZip([{ name: `${level}.zip`, data: inner }]);
  return inner;
}

function nestedGzips(depth: number): Buffer {
  let inner: Buffer = Buffer.from('password: Innermost-4711');
  for (let level = 0; level < depth; level += 1) inner = gzipSync(inner);
  return inner;
}

/** `width` members each of which is such a zip again. */
function zipTree(depth: number, width: number): Buffer {
  let inner: Buffer = Buffer.alloc(MIB);
  for (let level = 0; level < depth; level += 1)
    inner = writeZip(Array.from({ length: width }, (_, index) => ({ name: `${index}.zip`, data: inner })));
  return inner;
}

const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>';

function docx(document: string | Uint8Array): Buffer {
  return writeZip([
    { name: '[Content_Types].xml', data: TYPES },
    { name: 'word/document.xml', data: document },
  ]);
}

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

function billionLaughs(): Buffer {
  const entities = Array.from({ length: 10 }, (_, level) =>
    level === 0 ? '<!ENTITY l0 "lol">' : `<!ENTITY l${level} "${`&l${level - 1};`.repeat(10)}">`,
  );
  return docx(
    `<?xml version="1.0"?><!DOCTYPE lolz [${entities.join('')}]><w:document ${WORD}><w:body><w:p><w:r><w:t>&l9; said he</w:t></w:r></w:p></w:body></w:document>`,
  );
}

function deepElements(depth: number): Buffer {
  return docx(`<w:document ${WORD}><w:body>${'<w:p><w:r>'.repeat(depth)}<w:t>words</w:t></w:body></w:document>`);
}

async function longDocument(mebibytes: number): Promise<Buffer> {
  const paragraph = '<w:p><w:r><w:t>the same words again and again</w:t></w:r></w:p>';
  const unit = paragraph.repeat(Math.floor(MIB / paragraph.length));
  return docx(`<w:document ${WORD}><w:body>${unit.repeat(mebibytes)}</w:body></w:document>`);
}

function emptyCells(count: number): Buffer {
  return writeZip([
    { name: '[Content_Types].xml', data: TYPES },
    {
      name: 'xl/workbook.xml',
      data: '<workbook><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      data: `<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c t="inlineStr"><is><t>first words</t></is></c>${'<c/>'.repeat(count)}</row></sheetData></worksheet>`,
    },
  ]);
}

function repeatedCells(): Buffer {
  const content = `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="One"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>words</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`;
  return writeZip([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 },
    { name: 'content.xml', data: content },
  ]);
}

/** A PDF of these objects, numbered from 1; the first is the catalogue. */
function pdf(objects: readonly string[]): Buffer {
  let text = '%PDF-1.4\n';
  const places: number[] = [];
  for (const [index, object] of objects.entries()) {
    places.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}

function pageLoop(): Buffer {
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>',
    '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 1000000 >>',
  ]);
}

function formLoop(): Buffer {
  const draw = '/F Do (words) Tj /F Do';
  const page = 'BT /T 12 Tf 10 10 Td (words of the page) Tj ET /F Do';
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> /Font << /T 6 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    `<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >> /Length ${draw.length} >>\nstream\n${draw}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
}

async function hugePicture(side: number): Promise<Buffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rowBytes = 1 + Math.ceil(side / 8);
  const data = await packed(rowBytes * side);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length, 0);
  sum.writeUInt32BE(crc32(body), 0);
  return Buffer.concat([length, body, sum]);
}

/** So many zero bytes, compressed (zlib), without having them at once. */
async function packed(count: number): Promise<Buffer> {
  const deflate = createDeflate({ level: 9 });
  const unit = Buffer.alloc(MIB);
  const feed = (async () => {
    for (let left = count; left > 0; left -= MIB)
      if (!deflate.write(left >= MIB ? unit : unit.subarray(0, left)))
        await new Promise((resolve) => deflate.once('drain', resolve));
    deflate.end();
  })();
  const chunks: Buffer[] = [];
  for await (const piece of deflate) chunks.push(piece as Buffer);
  await feed;
  return Buffer.concat(chunks);
}
