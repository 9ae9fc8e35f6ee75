import { argon2Sync, createCipheriv, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Blowfish } from '../../src/evidence/documents/office/open-document/lock/blowfish.ts';
import { openedBy } from '../../src/evidence/index.ts';
import { linesIn, linesOf, openDocument, ownText, partsOf } from './office-fixture.ts';
import { textOf, unreadOf } from './opened-document.ts';

const content = (body: string, styles = '') =>
  `<office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body>${body}</office:body></office:document-content>`;
const text = (body: string, styles = '') => content(`<office:text>${body}</office:text>`, styles);
const sheets = (body: string, styles = '') => content(`<office:spreadsheet>${body}</office:spreadsheet>`, styles);
const p = (inner: string, style = 'x') => `<text:p text:style-name="${style}">${inner}</text:p>`;
const cell = (inner: string, attributes = '') => `<table:table-cell ${attributes}>${p(inner)}</table:table-cell>`;

const HIDDEN =
  '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>';

describe('an OpenDocument text', () => {
  test('paragraphs, spaces, tabs, breaks, tables, links', async () => {
    const table = `<table:table><table:table-row>${cell('a')}${cell('b')}</table:table-row></table:table>`;
    const body = `<text:h>Title</text:h>${p('Pass: <text:span>Sup</text:span>er<text:s text:c="2"/>x<text:tab/>y')}${table}${p('<text:a xlink:href="http://h/">here</text:a>')}`;
    expect(await linesIn(openDocument(text(body)))).toEqual([
      'paragraph 1| Title',
      'paragraph 2| Pass: Super  x\ty',
      'table 1, row 1| a\tb',
      'paragraph 3| here <http://h/>',
    ]);
  });

  test('notes, comments with authors, boxes, what pictures show, hidden text, deleted text', async () => {
    const note =
      '<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>below</text:p></text:note-body></text:note>';
    const comment =
      '<office:annotation><dc:creator>Ann</dc:creator><dc:date>2024-01-01</dc:date><text:p>remark</text:p></office:annotation>';
    const frame =
      '<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box><svg:desc>a badge</svg:desc></draw:frame>';
    const deleted = `<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Bob</dc:creator></office:change-info>${p('gone')}</text:deletion></text:changed-region></text:tracked-changes>`;
    const body = `${deleted}${p(`body${note}${comment}${frame}<text:span text:style-name="H">!</text:span>`)}`;
    expect(await linesIn(openDocument(text(body, HIDDEN)))).toEqual([
      'deleted text~ gone',
      'paragraph 1| body',
      'paragraph 1~ body!',
      'footnote 1| below',
      'comment 1| Ann: remark',
      'paragraph 1| boxed',
      'paragraph 1~ a badge',
    ]);
  });

  test('sections that are hidden, form controls, headers, properties, settings, macros, embedded files', async () => {
    const files = {
      'styles.xml': `<office:document-styles><office:master-styles><style:master-page><style:header>${p('head')}</style:header></style:master-page></office:master-styles></office:document-styles>`,
      'meta.xml':
        '<office:document-meta><office:meta><meta:user-defined meta:name="Vault">key</meta:user-defined></office:meta></office:document-meta>',
      'settings.xml':
        '<s><config:config-item config:name="CurrentDatabaseDataSource">crm</config:config-item><config:config-item config:name="X">true</config:config-item></s>',
      'Basic/Standard/Module1.xml': '<script:module>pw = &quot;x&quot;</script:module>',
      'Object 1/content.xml': text(p('inner')),
      'Pictures/a.txt': 'a file',
    };
    const form = '<office:forms><form:form><form:textarea form:current-value="typed"/></form:form></office:forms>';
    const document = openDocument(
      text(`${form}<text:section text:display="none">${p('unseen')}</text:section>${p('seen')}`),
      files,
    );
    expect(await linesIn(document)).toEqual([
      'paragraph 1~ unseen',
      'paragraph 1~ typed',
      'paragraph 2| seen',
      'header| head',
      'properties~ Vault: key',
      'settings~ CurrentDatabaseDataSource: crm',
      'Module1.xml~ module: pw = "x"',
      'paragraph 1| inner',
    ]);
    expect((await partsOf(document)).map(({ member }) => member.join())).toEqual(['', 'Pictures/a.txt']);
  });
});

describe('an OpenDocument spreadsheet', () => {
  test('cells are places; values that are not shown, formulas with texts, comments, hidden sheets and rows', async () => {
    const comment = '<office:annotation><text:p>why</text:p></office:annotation>';
    const sheet = `<table:table table:name="S"><table:table-row>${cell('User')}<table:table-cell office:value="7"/>${cell('x', 'table:formula="of:=&quot;x&quot;"')}</table:table-row><table:table-row table:visibility="collapse"><table:table-cell>${comment}${p('low')}</table:table-cell></table:table-row></table:table>`;
    const vault = `<table:table table:name="V" table:style-name="T"><table:table-row>${cell('key')}</table:table-row></table:table>`;
    const style =
      '<style:style style:name="T" style:family="table"><style:table-properties table:display="false"/></style:style>';
    expect(await linesIn(openDocument(sheets(sheet + vault, style)))).toEqual([
      'S!A1| User\t7\tx',
      'S!C1, formula~ ="x"',
      'S!A2~ low',
      'S!A2, comment~ why',
      'V (hidden)!A1~ key',
    ]);
  });

  test('what is repeated billions of times costs nothing', async () => {
    const empty =
      '<table:table-row table:number-rows-repeated="4000000000"><table:table-cell table:number-columns-repeated="4000000000"/></table:table-row>';
    const filled = `<table:table-row table:number-rows-repeated="1000000">${cell('a', 'table:number-columns-repeated="16384"')}${cell('b')}</table:table-row>`;
    const { utf8 } = await ownText(openDocument(sheets(`<table:table table:name="S">${filled}${empty}</table:table>`)));
    expect(Buffer.from(utf8).toString()).toBe(`a${'\t'.repeat(16)}b`);
  });
});

test('slides with notes, hidden ones', async () => {
  const style =
    '<style:style style:name="D" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>';
  const slide = (inner: string, name: string) =>
    `<draw:page draw:style-name="${name}"><draw:frame><draw:text-box>${p(inner)}</draw:text-box></draw:frame><presentation:notes>${p('say')}</presentation:notes></draw:page>`;
  const body = `<office:presentation>${slide('one', 'x')}${slide('two', 'D')}</office:presentation>`;
  expect(await linesIn(openDocument(content(body, style)))).toEqual([
    'slide 1| one',
    'slide 1, notes| say',
    'slide 2 (hidden)~ two',
    'slide 2, notes| say',
  ]);
});

test('one that is flat: text, properties, files in it', async () => {
  const picture = `<draw:image><office:binary-data>${Buffer.from('a file').toString('base64')}</office:binary-data></draw:image>`;
  const flat = `<?xml version="1.0"?>\n<office:document xmlns:office="o"><office:meta><dc:creator>Ann</dc:creator></office:meta><office:body><office:text>${p(`body${picture}`)}</office:text></office:body></office:document>`;
  expect(await linesIn(Buffer.from(flat))).toEqual(['properties~ Ann', 'paragraph 1| body']);
  expect(textOf(await partsOf(Buffer.from(flat)))).toContain('a file');
});

describe('a locked OpenDocument', () => {
  const fixture = (name: string) => readFileSync(new URL(`fixtures/office/${name}`, import.meta.url));

  test.each(['locked-aes.odt', 'locked-blowfish.odt'])('%s opens with its password, among others', async (name) => {
    const parts = await partsOf(fixture(name), ['wrong', 'Übung 7', 'other']);
    expect(textOf(parts)).toContain('Admin password: s3cret-Wert');
    expect(parts[0] && openedBy(parts[0])?.reveal()).toBe('Übung 7');
  });

  test.each(['locked-aes.odt', 'locked-blowfish.odt'])('%s stays locked otherwise, and gives no text', async (name) => {
    for (const passwords of [[], ['wrong']]) {
      const parts = await partsOf(fixture(name), passwords);
      expect(unreadOf(parts)).toEqual([': encrypted']);
      expect(textOf(parts)).toBe('');
    }
  });

  test('as LibreOffice 24.2 does it: as a whole, by Argon2 and AES-GCM', async () => {
    const document = lockedAsWhole(openDocument(text(p('inside'))), 'right');
    expect(linesOf(await ownText(document, ['wrong', 'right']))).toEqual(['paragraph 1| inside']);
    expect(unreadOf(await partsOf(document, ['wrong']))).toEqual([': encrypted']);
  });

  test('that asks for gigabytes of memory is not tried', async () => {
    const document = lockedAsWhole(openDocument(text(p('inside'))), 'right', 2 ** 24);
    expect(unreadOf(await partsOf(document, ['right']))).toEqual([': encrypted']);
  });
});

function lockedAsWhole(inner: Buffer, password: string, claimed = 64): Buffer {
  const [nonce, vector] = [Buffer.alloc(16, 7), Buffer.alloc(12, 9)];
  const message = createHash('sha256').update(password).digest();
  const key = argon2Sync('argon2id', { message, nonce, parallelism: 4, tagLength: 32, memory: 64, passes: 3 });
  const cipher = createCipheriv('aes-256-gcm', key, vector);
  const locked = Buffer.concat([vector, cipher.update(deflateRawSync(inner)), cipher.final(), cipher.getAuthTag()]);
  const manifest = `<manifest:manifest><manifest:file-entry manifest:full-path="encrypted-package" manifest:size="${inner.length}"><manifest:encryption-data><manifest:algorithm manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm" manifest:initialisation-vector="${vector.toString('base64')}"/><manifest:start-key-generation manifest:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256"/><manifest:key-derivation manifest:key-derivation-name="urn:org:documentfoundation:names:experimental:office:manifest:argon2id" manifest:key-size="32" loext:argon2-iterations="3" loext:argon2-memory="${claimed}" loext:argon2-lanes="4" manifest:salt="${nonce.toString('base64')}"/></manifest:encryption-data></manifest:file-entry></manifest:manifest>`;
  return openDocument('', { 'META-INF/manifest.xml': manifest, 'encrypted-package': locked });
}

test.each([
  ['0000000000000000', '0000000000000000', '4ef997456198dd78'],
  ['ffffffffffffffff', 'ffffffffffffffff', '51866fd5b85ecb8a'],
  ['0123456789abcdef', '1111111111111111', '61f9c3802281b096'],
])('Blowfish with the key %s', (key, plain, encrypted) => {
  const block = Buffer.from(plain, 'hex');
  new Blowfish(Buffer.from(key, 'hex')).encryptBlock(block);
  expect(block.toString('hex')).toBe(encrypted);
});
