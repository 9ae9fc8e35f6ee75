import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import { compoundBytes } from '../test/evidence/compound-builder.ts';
import { storeFile } from '../test/evidence/key-store-fixture.ts';
import { agileStreams, compoundOf } from '../test/evidence/locked-office.ts';
import { lockedZip } from '../test/evidence/locked-zip.ts';
import { openDocument, paragraph, wordDocument, workbook } from '../test/evidence/office-fixture.ts';
import { PdfBuilder, pdfOf, shown } from '../test/evidence/pdf-builder.ts';
import { codePng, pngOf } from '../test/evidence/picture-builder.ts';
import { narrowText, presentationTree, wideText } from '../test/evidence/presentation-builder.ts';
import { listFile } from '../test/evidence/property-list-fixture.ts';
import { packed } from '../test/evidence/seven-zip-fixture.ts';
import { shortcut } from '../test/evidence/shortcut-builder.ts';
import { vbaTree } from '../test/evidence/vba-builder.ts';
import { wordTree } from '../test/evidence/word-builder.ts';
import * as excel from '../test/evidence/workbook-builder.ts';
import { writeZip } from '../test/evidence/zip-fixture.ts';

type Files = readonly [Buffer, ...Buffer[]];

/** The password of everything that is locked here; whoever judges gives it to the readers. */
export const FUZZ_PASSWORD = 'Winter2024!';

/** Office documents in a zip; stored as well as compressed, so that changes reach what they say. */
export function officeFiles(): Files {
  const table = `<w:tbl><w:tr><w:tc>${paragraph('password')}</w:tc><w:tc>${paragraph('Blau-4711')}</w:tc></w:tr></w:tbl>`;
  const notes =
    '<w:comments xmlns:w="w"><w:comment w:id="1" w:author="Ann"><w:p><w:r><w:t>remark</w:t></w:r></w:p></w:comment></w:comments>';
  const body = `${paragraph('first words')}${table}<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "x"</w:instrText></w:r></w:p>`;
  const cells =
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>user</t></is></c><c r="XFD1"><v>45000</v><f>"a"&amp;B2</f></c></row></sheetData>';
  const content = `<office:document-content><office:body><office:spreadsheet><table:table table:name="One"><table:table-row><table:table-cell table:number-columns-repeated="9"><text:p>words</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`;
  const stored = writeZip([
    { name: '[Content_Types].xml', data: '<Types/>', method: 0 },
    { name: 'word/document.xml', data: `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`, method: 0 },
    { name: 'word/comments.xml', data: notes, method: 0 },
    {
      name: 'word/vbaProject.bin',
      data: compoundBytes({ VBA: vbaTree({ Module1: Buffer.from('pw = "x"') }) }),
      method: 0,
    },
  ]);
  return [stored, wordDocument(body), workbook({ One: cells, '-Two': cells }), openDocument(content)];
}

/** Documents of Office 97 to 2003, one with macros, one locked as later ones are. */
export function compoundFiles(): Files {
  const word = { main: 'Hello\rpassword: Blau\x07\x07', footnotes: ['note'], comments: ['remark'], textBoxes: ['box'] };
  const sheet = { name: 'One', records: [excel.shared(0, 0, 0), excel.shared(0, 1, 1), excel.number(1, 0, 45_000)] };
  const book = excel.workbook([excel.sharedStrings('user', 'Пароль')], [sheet, { ...sheet, name: 'Two', hidden: 2 }]);
  const slides = presentationTree([
    { outline: [wideText('one')], notes: [narrowText('say')] },
    { own: [narrowText('two')] },
  ]);
  const locked = agileStreams(wordDocument(paragraph('locked words')), { password: FUZZ_PASSWORD, rounds: 100 });
  return [
    compoundBytes(wordTree(word)),
    compoundBytes({
      Workbook: book,
      _VBA_PROJECT_CUR: { VBA: vbaTree({ Module1: Buffer.from('Sub a()\r\nEnd Sub') }) },
    }),
    compoundBytes(slides),
    compoundOf({ ...locked }),
  ];
}

/** PDFs: of pages, with a form, a note and a file, and locked. */
export function pdfFiles(): Files {
  const withFile = pdfOf([shown('first page', 72, 700), shown('second page', 72, 700)], (builder) => {
    const file = builder.stream('attached words', '/Type/EmbeddedFile');
    const spec = builder.add(`<</Type/Filespec/F(a.txt)/EF<</F ${file} 0 R>>>>`);
    const note = builder.add('<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(the note)/T(Ann)>>');
    const field = builder.add('<</FT/Tx/T(password)/V(Blau-4711)/Type/Annot/Subtype/Widget/Rect[0 0 9 9]>>');
    return {
      catalogue: `/AcroForm<</Fields[${field} 0 R]>>/Names<</EmbeddedFiles<</Names[(a.txt) ${spec} 0 R]>>>>`,
      page: `/Annots[${note} 0 R ${field} 0 R]`,
    };
  });
  const locked = readFileSync(new URL('../test/evidence/fixtures/pdf/locked-aes-256.pdf', import.meta.url));
  return [pdfOf([shown('words', 72, 700)]), withFile, new PdfBuilder().finish(), locked];
}

/** Archives that 7-Zip opens, some locked. */
export async function packedFiles(): Promise<Files> {
  const files = { 'mail/keys.env': 'TOKEN=1\n'.repeat(20), 'notes.txt': 'a note\n' };
  return [
    await packed('7z', files),
    await packed('7z', files, { password: FUZZ_PASSWORD, switches: ['-mhe=on'] }),
    await packed('wim', files),
    await packed('xz', { 'log.txt': 'the log\n' }),
    await packed('bz2', { 'log.txt': 'the log\n' }),
    zstdCompressSync('the log\n'.repeat(50)),
  ];
}

/** Zips with locked members. */
export async function lockedZips(): Promise<Files> {
  const member = { name: 'a.txt', data: 'locked words\n'.repeat(9), password: FUZZ_PASSWORD };
  return [
    await lockedZip([member, { name: 'b.txt', data: 'open words' }]),
    await lockedZip([
      { ...member, zipCrypto: true },
      { ...member, name: 'c.txt', stored: true, strength: 1 },
    ]),
  ];
}

/** Pictures: a code, and a plain one. */
export async function pictureFiles(): Promise<Files> {
  return [await codePng('otpauth://totp/x?secret=JBSWY3DPEHPK3PXP'), pngOf(80, 60)];
}

/** Certificates, keys and key stores. */
export function storeFiles(): Files {
  const names = ['modern.pfx', 'legacy.pfx', 'java.jks', 'java.jceks', 'putty-3.ppk', 'bundle.p7b', 'request.csr'];
  return [storeFile('certificate.der'), ...names.map(storeFile)];
}

/** A database, property lists, a shortcut. */
export function smallFiles(): Files {
  return [
    database(),
    listFile('plain.plist'),
    listFile('archive.plist'),
    shortcut({ path: 'C:\\a.exe', arguments: '/p:Blau-4711', share: '\\\\files\\x', environment: '%windir%' }),
  ];
}

function database(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'seed-'));
  try {
    const path = join(folder, 'x.db');
    const opened = new DatabaseSync(path);
    opened.exec('PRAGMA page_size = 512; CREATE TABLE t (a TEXT, b BLOB); CREATE INDEX i ON t (a)');
    const insert = opened.prepare('INSERT INTO t VALUES (?, ?)');
    for (let row = 0; row < 60; row += 1) insert.run(`word${row}`, Buffer.alloc(row * 30));
    opened.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
