import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mutatedBytes } from './mutated-bytes.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';
import { binaryList, dictionaryOf, listFile, listOf, shortText } from './property-list-fixture.ts';

const lines = async (bytes: Uint8Array) => textOf((await openedDocument(bytes)).parts.slice(0, 1)).split('\n');

describe('a binary property list', () => {
  test('is read key by key', async () => {
    expect(await lines(listFile('plain.plist'))).toEqual(
      expect.arrayContaining([
        'Password: hunter2',
        'Nested:',
        '  List:',
        '    2.5',
        '    true',
        '    ü€',
        '  User: ada',
        'When: 2024-01-02T03:04:05.000Z',
        'Data: plain text',
        'Uni: Grüße 日本',
        'Big: 9223372036854775807',
        'Neg: -5',
      ]),
    );
  });

  test('has its data as files, property lists among them', async () => {
    const { parts } = await openedDocument(listFile('plain.plist'));
    expect(parts.map(({ member }) => member.join('/'))).toEqual(['', 'Bin-1', 'Inner-2']);
    expect(textOf(parts)).toContain('secret: x');
    expect(parts[1]?.bytes()?.length).toBe(512);
  });

  test('says where in it a value stands', async () => {
    const { parts } = await openedDocument(listFile('plain.plist'));
    const content = parts[0]?.content;
    const marks = content?.state === 'text' ? content.text.landmarks.map(({ name }) => name) : [];
    expect(marks).toContain('Nested > User');
  });

  test('of an archive says what the archive does', async () => {
    expect(await lines(listFile('archive.plist'))).toEqual(['root:', '  password: hunter2', '', '']);
  });

  test('that stands in itself is read once', async () => {
    const { parts } = await openedDocument(binaryList([listOf([1, 0, 2]), listOf([0]), shortText('hunter2')]));
    expect(textOf(parts)).toContain('hunter2');
    expect(unreadOf(parts)).toEqual(['(rest): damaged']);
  });

  test.each([
    ['lists that double', Array.from({ length: 60 }, (_, level) => listOf([level + 1, level + 1]))],
    ['levels without end', Array.from({ length: 5000 }, (_, level) => listOf([level + 1]))],
    [
      'a long list as every key',
      [dictionaryOf(Array.from({ length: 60_000 }, () => [1, 2])), listOf(Array.from({ length: 60_000 }, () => 2))],
    ],
    [
      'a long list in every place',
      [listOf(Array.from({ length: 60_000 }, () => 1)), listOf(Array.from({ length: 60_000 }, () => 2))],
    ],
  ] as const)('of %s is bounded', async (_name, objects) => {
    const started = performance.now();
    const { parts } = await openedDocument(binaryList([...objects, shortText('end')]));
    expect(unreadOf(parts)).toEqual(['(rest): over-budget']);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('that is cut is a row', async () => {
    expect(unreadOf((await openedDocument(listFile('plain.plist').subarray(0, 400))).parts)).toEqual([': damaged']);
  });

  test('with a reference of archives for a key, in no archive, is read', async () => {
    const reference = Buffer.from([0x80, 3]);
    const { parts } = await openedDocument(binaryList([dictionaryOf([[1, 2]]), reference, shortText('hunter2')]));
    expect(textOf(parts)).toContain('(damaged): hunter2');
  });

  test('of mutated bytes comes to an end', async () => {
    const seeds = [listFile('plain.plist'), listFile('archive.plist')];
    await fc.assert(
      fc.asyncProperty(mutatedBytes(seeds, 20), async (bytes) => {
        const { parts } = await openedDocument(bytes);
        expect(parts.length).toBeGreaterThan(0);
        expect(parts.every(({ content }) => content.state !== 'container')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a property list in XML', () => {
  const list = (inside: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">\n${inside}\n</plist>\n`;

  test('has key and value on one line', async () => {
    const xml = list(
      '<dict>\n<key>Password</key>\n<string>hunter2 &amp; &#x263a;</string><key>On</key><true/><key>Empty</key><string/>\n<key>Wifi</key><array><dict><key>SSID</key><string>office</string></dict></array><!-- ask Ada --><key>Blob</key>\n<data>\naHVudGVy\nMg==\n</data></dict>',
    );
    expect(await lines(Buffer.from(xml))).toEqual([
      'Password: hunter2 & ☺',
      'On: true',
      'Empty:',
      'Wifi:',
      '    SSID: office',
      'Comment: ask Ada',
      'Blob: hunter2',
      '',
      '',
    ]);
    expect(await lines(Buffer.from(`\ufeff${xml}`, 'utf16le'))).toContain('Password: hunter2 & ☺');
  });

  test('has certificates and other files in it as members', async () => {
    const data = Buffer.alloc(1000, 0xfe).toString('base64');
    const { parts } = await openedDocument(
      Buffer.from(list(`<dict><key>PayloadContent</key><data>${data}</data></dict>`)),
    );
    expect(parts.map(({ member }) => member.join('/'))).toEqual(['', 'PayloadContent-1']);
  });

  test.each([
    ['<dict><key>a</key><string>b</dict>', 'b'],
    ['<dict><key>a</key><string>open', 'open'],
    ['<dict><key>a</key><other>odd</other></dict>', 'odd'],
    ['words <dict></dict>', 'words'],
  ])('that is none, %s, stays the text it is', async (inside, kept) => {
    const [first, ...rest] = await lines(Buffer.from(list(inside)));
    expect(first).toBe('<?xml version="1.0" encoding="UTF-8"?>');
    expect(rest.join('\n')).toContain(kept);
  });

  test('with entities of its own is not expanded', async () => {
    const bomb = list('<string>&a;</string>').replace(/<!DOCTYPE[^>]*>/, '<!DOCTYPE plist [<!ENTITY a "aaaa">]>');
    expect((await lines(Buffer.from(bomb))).join('\n')).toContain('<string>&a;</string>');
  });

  test('of any inside keeps its words', async () => {
    const word = fc.constantFrom(
      '<dict>',
      '</dict>',
      '<key>',
      '</key>',
      '<string>',
      '</string>',
      '<true/>',
      'word',
      '<!--',
      '-->',
      '&lt;',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 12 }), async (words) => {
        const text = (await lines(Buffer.from(list(words.join(''))))).join('\n');
        expect(text.split('word').length).toBe(words.filter((one) => one === 'word').length + 1);
      }),
      { numRuns: 300 },
    );
  });
});
