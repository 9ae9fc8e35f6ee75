import { describe, expect, test } from 'vitest';
import { lossesOf } from '../../src/evidence/index.ts';
import { oleLink, oleObject, packaged, rtf, unseen } from './rtf-fixture.ts';
import { eventsOf } from './source-bytes.ts';

const object = (hex: string) => `{\\object\\objemb{\\*\\objclass X}{\\*\\objdata ${hex}}{\\result shown}}`;
const found = (text: string) =>
  rtf(text).objects.map(({ name, mediaType, bytes, isCut }) => ({
    name,
    mediaType,
    text: Buffer.from(bytes()).toString('latin1'),
    isCut,
  }));

describe('embedded objects', () => {
  test('a package: the file by its name, its folders left out', () => {
    const hex = oleObject('Package', packaged('notes.txt', Buffer.from('password: hunter2')));
    expect(found(`{\\rtf1 ${object(hex)}}`)).toEqual([
      { name: 'notes.txt', mediaType: null, text: 'password: hunter2', isCut: false },
    ]);
  });

  test('hexadecimal over lines, in both cases, beside other groups', () => {
    const hex = oleObject('Word.Document.8', Buffer.from('native')).toUpperCase();
    const torn = hex.replace(/(.{10})/g, '$1\r\n ').replace('\r\n', '{\\b 00}');
    expect(found(`{\\rtf1 ${object(torn)}}`)).toMatchObject([{ name: null, text: 'native' }]);
  });

  test('binary data', () => {
    const raw = Buffer.from(oleObject('X', Buffer.from('a}b\\c{')), 'hex');
    const text = `{\\rtf1{\\object{\\*\\objdata\\bin${raw.length} ${raw.toString('latin1')}}}after}`;
    expect(found(text)).toMatchObject([{ text: 'a}b\\c{' }]);
    expect(Buffer.from(rtf(text).text.utf8).toString()).toBe('after');
  });

  test('data without a header stands for itself; one that is cut says so', () => {
    expect(found('{\\rtf1{\\*\\objdata d0cf11e0a1b11ae1}}')).toMatchObject([
      { text: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
    ]);
    expect(found(`{\\rtf1${object(oleObject('X', Buffer.from('some'), 100))}}`)).toMatchObject([
      { text: 'some', isCut: true },
    ]);
  });

  test('a linked file is named, not opened', () => {
    const text = `{\\rtf1 ${object(oleLink('Excel.Sheet.8', '\\\\srv\\share\\pass.xls'))}}`;
    expect(found(text)).toEqual([]);
    expect(unseen(text)).toBe('\\\\srv\\share\\pass.xls');
  });

  test('pictures with their formats; those for old readers and empty ones are left out', () => {
    const text =
      '{\\rtf1{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn wzDescription}{\\sv a cat}}}\\pngblip\\picw1 89504e47}}{\\nonshppict{\\pict\\wmetafile8 0100}}{\\pict\\wmetafile8 0102}{\\pict\\emfblip}}';
    expect(found(text)).toEqual([
      { name: null, mediaType: 'image/png', text: '\x89PNG', isCut: false },
      { name: null, mediaType: 'image/wmf', text: '\x01\x02', isCut: false },
    ]);
    expect(Buffer.from(rtf(text).text.utf8).toString()).toBe('a cat');
  });

  test('more than may be is a shortfall', () => {
    const text = `{\\rtf1 ${'{\\pict\\pngblip 00}'.repeat(5)}}`;
    const { objects, shortfall } = rtf(text, { textBytes: 1000, objects: 3 });
    expect(objects).toHaveLength(3);
    expect(shortfall?.reason).toBe('over-budget');
    expect(rtf(text).shortfall).toBeNull();
  });

  test('more text than may be is a shortfall, and what fits is read', () => {
    const { text, shortfall } = rtf('{\\rtf1 one\\par two\\par three}', { textBytes: 7, objects: 1 });
    expect(Buffer.from(text.utf8).toString()).toBe('one\ntwo');
    expect(shortfall?.reason).toBe('over-budget');
  });
});

describe('an RTF part', () => {
  const mail = (type: string, body: string) =>
    Buffer.from(`From: a@b\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body}`, 'latin1');

  async function partsOf(bytes: Buffer) {
    const event = (await eventsOf(bytes)).find(({ type }) => type !== 'loss');
    if (event?.type !== 'message' && event?.type !== 'document') throw new Error('nothing was read');
    const read = event.type === 'message' ? event.message : event.document;
    const parts = read.parts.map(({ member, mediaType, content }) => [
      member.join('/'),
      mediaType,
      content.state === 'text' ? Buffer.from(content.text.utf8).toString() : content.state,
    ]);
    return { parts, losses: lossesOf(read).length };
  }

  test('a file of its own, and what it embeds', async () => {
    const hex = oleObject('Package', packaged('deep.rtf', Buffer.from('{\\rtf1 within}')));
    expect(await partsOf(Buffer.from(`{\\rtf1 outer ${object(hex)}{\\pict\\wmetafile8 0102}}`))).toEqual({
      parts: [
        ['', 'application/rtf', 'outer shown'],
        ['deep.rtf', 'application/rtf', 'within'],
        ['picture-2', 'image/wmf', 'unread'],
      ],
      losses: 1,
    });
  });

  test('encapsulated HTML is read as HTML is', async () => {
    const body =
      '{\\rtf1\\fromhtml1{\\*\\htmltag1 <p>}a &amp; b{\\*\\htmltag1 <span style="display:none">}hid{\\*\\htmltag1 </span>}}';
    expect((await partsOf(mail('text/rtf', body))).parts).toEqual([['', 'text/rtf', 'a & b\nhid']]);
  });

  test.each([
    ['declared, white space before it', 'text/rtf', '\r\n {\\rtf1 text}', 'text'],
    ['declared as plain text, as which mail programs show it', 'text/plain', '{\\rtf1 text}', '{\\rtf1 text}'],
    ['declared, and is plain text', 'text/rtf', 'only text', 'only text'],
    ['\\urtf', 'application/rtf', '{\\urtf1 text}', 'text'],
  ])('%s', async (_name, type, body, expected) => {
    expect((await partsOf(mail(type, body))).parts.map(([, , text]) => text)).toEqual([expected]);
  });
});
