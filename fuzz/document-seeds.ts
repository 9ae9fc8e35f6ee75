import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deflateSync, zstdCompressSync } from 'node:zlib';
import { compoundBytes, type Tree } from '../test/evidence/compound-builder.ts';
import { storeFile } from '../test/evidence/key-store-fixture.ts';
import { agileStreams, compoundOf } from '../test/evidence/locked-office.ts';
import { lockedZip } from '../test/evidence/locked-zip.ts';
import {
  openDocument,
  openXml,
  paragraph,
  relationships,
  wordDocument,
  workbook,
} from '../test/evidence/office-fixture.ts';
import { PdfBuilder, pdfOf, shown } from '../test/evidence/pdf-builder.ts';
import { bmpOf, codePng, jpegSegment, jpegShell, pngChunk, pngOf, tiffOf } from '../test/evidence/picture-builder.ts';
import { narrowText, presentationTree, wideText } from '../test/evidence/presentation-builder.ts';
import { listFile } from '../test/evidence/property-list-fixture.ts';
import { packaged } from '../test/evidence/rtf-fixture.ts';
import { packed } from '../test/evidence/seven-zip-fixture.ts';
import { shortcut } from '../test/evidence/shortcut-builder.ts';
import { writeTar } from '../test/evidence/tar-fixture.ts';
import { vbaTree } from '../test/evidence/vba-builder.ts';
import { wordTree } from '../test/evidence/word-builder.ts';
import * as excel from '../test/evidence/workbook-builder.ts';
import { writeZip } from '../test/evidence/zip-fixture.ts';
import { enhancedDrawing, windowsDrawing } from './drawing-seeds.ts';
import { type Packing, zipPacking } from './packing.ts';

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
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>user</t></is></c><c r="B1" t="s"><v>0</v></c><c r="XFD1"><v>45000</v><f>"a"&amp;B2</f></c></row></sheetData>';
  const strings =
    '<sst><si><t>shared</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh sb="0"><t>x</t></rPh></si></sst>';
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
  return [
    stored,
    wordDocument(body),
    workbook(
      { One: cells, '-Two': cells },
      { 'xl/sharedStrings.xml': strings },
      { rId9: ['sharedStrings', 'sharedStrings.xml'] },
    ),
    openDocument(SPREADSHEET),
    openDocument(LETTER, { 'meta.xml': '<office:document-meta><dc:title>a title</dc:title></office:document-meta>' }),
    openXml(SLIDES),
    openXml(DRAWING),
    openXml({ 'xl/workbook.bin': BIFF_12, 'xl/worksheets/sheet1.bin': BIFF_12, '_rels/.rels': relationships({}) }),
  ];
}

const SPREADSHEET = `<office:document-content><office:body><office:spreadsheet><table:table table:name="One"><table:table-row><table:table-cell table:number-columns-repeated="9"><text:p>words</text:p><office:annotation><text:p>note</text:p></office:annotation></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`;
const LETTER = `<office:document-content><office:body><office:text><text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>a<text:s text:c="3"/>b<text:tab/><text:span>c</text:span><text:note><text:note-body><text:p>foot</text:p></text:note-body></text:note></text:p><draw:object><office:binary-data>UEsDBA==</office:binary-data></draw:object></office:text></office:body></office:document-content>`;
const SLIDES = {
  'ppt/presentation.xml':
    '<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst></p:presentation>',
  'ppt/_rels/presentation.xml.rels': relationships({ rId1: ['slide', 'slides/slide1.xml'] }),
  'ppt/slides/slide1.xml':
    '<p:sld show="0" xmlns:a="a"><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>words</a:t></a:r><a:br/></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>',
  'ppt/slides/_rels/slide1.xml.rels': relationships({ rId1: ['notesSlide', '../notesSlides/n1.xml'] }),
  'ppt/notesSlides/n1.xml': '<p:notes><a:p><a:r><a:t>say</a:t></a:r></a:p></p:notes>',
};
const DRAWING = {
  'visio/document.xml': '<VisioDocument/>',
  'visio/pages/pages.xml': '<Pages xmlns:r="r"><Page ID="0" Name="One"><Rel r:id="rId1"/></Page></Pages>',
  'visio/pages/_rels/pages.xml.rels': relationships({ rId1: ['page', 'page1.xml'] }),
  'visio/pages/page1.xml':
    '<PageContents><Shapes><Shape ID="1"><Text>words<cp IX="0"/></Text></Shape></Shapes></PageContents>',
};
/** Records of a binary workbook ([MS-XLSB] §2.1.4): begin, a text, end. */
const BIFF_12 = Buffer.from('830100' + '0608' + '00000000' + '00000000' + '8401' + '00', 'hex');

/** Documents of Office 97 to 2003, one with macros, one locked as later ones are. */
export function compoundTrees(): readonly Tree[] {
  const word = { main: 'Hello\rpassword: Blau\x07\x07', footnotes: ['note'], comments: ['remark'], textBoxes: ['box'] };
  const sheet = { name: 'One', records: [excel.shared(0, 0, 0), excel.shared(0, 1, 1), excel.number(1, 0, 45_000)] };
  const book = excel.workbook([excel.sharedStrings('user', 'Пароль')], [sheet, { ...sheet, name: 'Two', hidden: 2 }]);
  const slides = presentationTree([
    { outline: [wideText('one')], notes: [narrowText('say')] },
    { own: [narrowText('two')] },
  ]);
  const [document, how] = [wordDocument(paragraph('locked words')), { password: FUZZ_PASSWORD, rounds: 10 }];
  return [
    wordTree(word),
    { Workbook: book, _VBA_PROJECT_CUR: { VBA: vbaTree({ Module1: Buffer.from('Sub a()\r\nEnd Sub') }) } },
    slides,
    { ...agileStreams(document, how) },
    { ...agileStreams(document, { ...how, isFeedback: true, hash: 'sha1', keyBits: 128 }) },
    { ...wordTree(word), ObjectPool: { _1: { '\x01Ole10Native': packaged('a.txt', Buffer.from('within')) } } },
  ];
}

/** Those, and documents that LibreOffice locked by RC4. */
export function compoundFiles(): Files {
  const [first = {}, ...rest] = compoundTrees();
  const locked = ['locked.doc', 'locked.xls'].map(fixture('compound'));
  return [compoundBytes(first), ...rest.map((tree) => compoundBytes(tree)), ...locked];
}

/** An office document whose zip is changed and then locked. */
export function lockedPacking(): Packing {
  return zipPacking(wordDocument(paragraph('locked words')), (document) =>
    compoundOf({ ...agileStreams(document, { password: FUZZ_PASSWORD, rounds: 10 }) }),
  );
}

const fixture = (folder: string) => (name: string) =>
  readFileSync(new URL(`../test/evidence/fixtures/${folder}/${name}`, import.meta.url));

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
  return [
    pdfOf([shown('words', 72, 700)]),
    withFile,
    new PdfBuilder().finish(),
    fixture('pdf')('locked-rc4-128.pdf'),
    Buffer.concat([withFile.subarray(0, -200), pdfOf([shown('a later state', 72, 700)])]),
  ];
}

/** Archives and compressed files that 7-Zip opens. */
export async function packedFiles(): Promise<Files> {
  const files = { 'mail/keys.env': 'TOKEN=1\n'.repeat(20), 'notes.txt': 'a note\n' };
  return [
    await packed('7z', files, { switches: ['-md=64k'] }),
    await packed('bz2', { 'log.txt': 'the log\n' }),
    zstdCompressSync('the log\n'.repeat(50)),
    writeTar([
      { name: 'a.txt', data: 'words' },
      { name: 'l', type: '2', link: 'a.txt' },
    ]),
    zstdCompressSync(writeTar([{ name: 'a.txt', data: 'words' }])),
    arOf('notes.txt', 'a note\n'),
  ];
}

function arOf(name: string, data: string): Buffer {
  const head = `${`${name}/`.padEnd(16)}0           0     0     100644  ${String(data.length).padEnd(10)}\x60\n`;
  return Buffer.from(`!<arch>\n${head}${data}`, 'latin1');
}

/** What takes tenths of a second each, by the work that trying a password is, or by 7-Zip's larger memories. */
export async function slowFiles(): Promise<Files> {
  const files = { 'notes.txt': 'a note\n' };
  return [
    await packed('7z', files, { password: FUZZ_PASSWORD, switches: ['-mhe=on'] }),
    await packed('wim', files),
    await packed('xz', files),
    fixture('pdf')('locked-aes-256.pdf'),
    ...['java.jceks', 'putty-3.ppk', 'modern.pfx'].map(storeFile),
    ...['locked-aes.odt', 'locked-blowfish.odt'].map(fixture('office')),
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

/** Pictures: a code, plain ones, ones with notes, and drawings. */
export async function pictureFiles(): Promise<Files> {
  const notes = tiffOf(
    [
      [0x010e, 'a description'],
      [0x013b, 'Ann'],
    ],
    true,
  );
  const exif = jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), notes]));
  const text = pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync('a remark')]));
  return [
    await codePng('otpauth://totp/x?secret=JBSWY3DPEHPK3PXP'),
    pngOf(40, 30, [pngChunk('tEXt', 'Title\0words'), text, pngChunk('iTXt', 'T\0\0\0en\0\0words')]),
    jpegShell([exif, jpegSegment(0xfe, 'a comment')]),
    notes,
    bmpOf(16, 16, (x, y) => x ^ y),
    Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH+B2EgbGluZSEALAAAAAABAAEAAAIBRAA7', 'base64'),
    Buffer.concat([
      Buffer.from('RIFF\x1e\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0', 'latin1'),
    ]),
    enhancedDrawing(),
    windowsDrawing(),
  ];
}

/** Certificates, keys and key stores, of few rounds. */
export function storeFiles(): Files {
  const quick = ['quick.pfx', 'quick-legacy.pfx', 'quick-3.ppk', 'quick.p8', 'quick-scrypt.p8'];
  const others = ['java.jks', 'bundle.p7b', 'request.csr', 'openssh-locked', 'putty-2.ppk', 'open-certificates.pfx'];
  const rings = ['pgp-public.gpg', 'pgp-secret.gpg'];
  return [storeFile('certificate.der'), ...[...quick, ...others, ...rings].map(storeFile)];
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
    opened.exec(
      'PRAGMA page_size = 512; PRAGMA synchronous = OFF; CREATE TABLE t (a TEXT, b BLOB); CREATE INDEX i ON t (a)',
    );
    const insert = opened.prepare('INSERT INTO t VALUES (?, ?)');
    for (let row = 0; row < 40; row += 1) insert.run(`word${row}`, Buffer.alloc(row === 9 ? 2000 : row * 4));
    opened.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
