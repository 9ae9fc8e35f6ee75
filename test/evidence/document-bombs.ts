import { deflateSync } from 'node:zlib';
import type { Bomb } from './bombs.ts';
import { der, integer, oid } from './key-store-fixture.ts';
import { openDocument, wordDocument } from './office-fixture.ts';
import { PdfBuilder, shown } from './pdf-builder.ts';
import { jpegShell, pngChunk, pngOf } from './picture-builder.ts';
import { binaryList, listOf, shortText } from './property-list-fixture.ts';

const MIB = 1024 * 1024;
const LIMIT = /^over-budget$/;

/** Documents, pictures and key stores that are small and want to be huge, or endless. */
export function documentBombs(): readonly Bomb[] {
  return [
    { name: 'a page of 600 MB of operators', fileName: 'long.pdf', bytes: longPage(), reasons: LIMIT },
    { name: 'a page packed twice', fileName: 'twice.pdf', bytes: twicePackedPage(), reasons: LIMIT },
    { name: 'forms that are drawn twice each', fileName: 'forms.pdf', bytes: doublingForms(24), reasons: LIMIT },
    { name: 'a million attributes', fileName: 'attributes.docx', bytes: manyAttributes(), reasons: null },
    { name: 'spans a million deep', fileName: 'spans.odt', bytes: deepSpans(), reasons: LIMIT },
    { name: 'lists that double', fileName: 'lists.plist', bytes: doublingLists(), reasons: LIMIT },
    { name: 'a picture with 100 MB of remarks', fileName: 'remarks.png', bytes: longRemarks(), reasons: LIMIT },
    { name: '65,500 × 65,500 dots', fileName: 'huge.jpg', bytes: jpegShell([], 65_500, 65_500), reasons: LIMIT },
    { name: 'a key behind 2^30 rounds', fileName: 'a.p8', bytes: manyRounds(), reasons: /^encrypted$/ },
  ];
}

const OPERATORS = Buffer.from(shown('the same words again and again', 72, 700));

function longPage(): Buffer {
  return pageOf(deflateSync(Buffer.alloc(600 * MIB, OPERATORS)), '/FlateDecode');
}

function twicePackedPage(): Buffer {
  return pageOf(deflateSync(deflateSync(Buffer.alloc(400 * MIB, ' '))), '[/FlateDecode/FlateDecode]');
}

function pageOf(packed: Buffer, filter: string): Buffer {
  const builder = new PdfBuilder();
  for (const body of ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>']) builder.add(body);
  builder.add('<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>');
  builder.add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>');
  const head = Buffer.from(`<</Length ${packed.length}/Filter${filter}>>stream\n`);
  builder.add(Buffer.concat([head, packed, Buffer.from('\nendstream')]));
  return builder.finish();
}

function doublingForms(levels: number): Buffer {
  const builder = new PdfBuilder();
  const form = '/Type/XObject/Subtype/Form/BBox[0 0 9 9]';
  for (const body of ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '']) builder.add(body);
  let inner = builder.stream(OPERATORS, form);
  for (let level = 0; level < levels; level += 1)
    inner = builder.stream('/F Do /F Do', `${form}/Resources<</XObject<</F ${inner} 0 R>>>>`);
  const contents = builder.stream('/F Do');
  const resources = `/Resources<</XObject<</F ${inner} 0 R>>>>`;
  builder.set(3, `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents ${contents} 0 R${resources}>>`);
  return builder.finish();
}

function manyAttributes(): Buffer {
  const attributes = Array.from({ length: 1_000_000 }, (_, index) => `a${index}="x"`);
  return wordDocument(`<w:p ${attributes.join(' ')}/><w:p><w:r><w:t>words</w:t></w:r></w:p>`);
}

function deepSpans(): Buffer {
  const spans = `${'<text:span>'.repeat(1_000_000)}words`;
  return openDocument(
    `<office:document-content><office:body><office:text><text:p>${spans}</text:p></office:text></office:body></office:document-content>`,
  );
}

function doublingLists(): Buffer {
  return binaryList([...Array.from({ length: 60 }, (_, level) => listOf([level + 1, level + 1])), shortText('end')]);
}

function longRemarks(): Buffer {
  const remark = Buffer.concat([Buffer.from('Remark\0\0'), deflateSync(Buffer.alloc(100 * MIB, 'a'))]);
  return pngOf(4, 4, [pngChunk('zTXt', remark)]);
}

/** A private key under PBES2 (RFC 8018 §6.2) whose password is to be hashed that often. */
function manyRounds(): Buffer {
  const rounds = der(2, Buffer.from([0x40, 0, 0, 0]));
  const derivation = der(0x30, oid('1.2.840.113549.1.5.12'), der(0x30, der(4, Buffer.alloc(8)), rounds, integer(32)));
  const cipher = der(0x30, oid('2.16.840.1.101.3.4.1.42'), der(4, Buffer.alloc(16)));
  const algorithm = der(0x30, oid('1.2.840.113549.1.5.13'), der(0x30, derivation, cipher));
  return der(0x30, algorithm, der(4, Buffer.alloc(64, 1)));
}
