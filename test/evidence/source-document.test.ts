import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { openEvidence, readSource } from '../../src/evidence/index.ts';
import { allText, eventsOf, pieces, plain, textsOf } from './source-bytes.ts';

describe('a file that is no mail', () => {
  test.each([
    ['csv', 'user,password\nbob,hunter2\n'],
    ['json', '{"password": "hunter2"}\n'],
    ['ini', '[db]\r\npassword=hunter2\r\n'],
    ['ps1', '$cred = "hunter2"\n'],
    ['xml', '<?xml version="1.0"?><a password="hunter2">x</a>'],
    ['yaml', 'smtp:\n  password: hunter2\n'],
    ['empty', ''],
  ])('%s is read as it stands', async (_kind, text) => {
    const events = await eventsOf(Buffer.from(text));
    expect(allText(events)).toBe(text);
    expect(events.at(-1)).toMatchObject({ type: 'tally', tally: { expected: 1, read: 1 } });
  });

  test.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be', 'utf-8'])('%s', async (charset) => {
    const text = 'Kennwort: hunter2\r\nпароль: hunter2\r\n';
    for (const addBOM of [true, false]) {
      expect(allText(await eventsOf(iconv.encode(text, charset, { addBOM })))).toBe(text);
    }
  });

  test('8-bit text that is no UTF-8 is still text', async () => {
    expect(allText(await eventsOf(Buffer.from('Passwort f\xfcr B\xf6rse: hunter2\n', 'latin1')))).toBe(
      'Passwort für Börse: hunter2\n',
    );
  });

  test('HTML by its beginning; its own charset', async () => {
    expect(allText(await eventsOf(Buffer.from('<!DOCTYPE html><p>a<b>b</b>')))).toBe('ab');
    const html = iconv.encode('<html><meta charset="koi8-r"><p>пароль', 'koi8-r');
    expect(allText(await eventsOf(html))).toBe('пароль');
  });

  test.each([
    ['ID3\x04\0\0\0\0\0\0', 'unsupported', 'unreadable'],
    ['%PDF-1.7 ...', 'damaged', 'unreadable'],
    ['\x89PNG\r\n\x1a\n\0\0', 'damaged', 'unreadable'],
    ['\0\x01\x02\x03\x04\x05\x06\x07', 'unrecognised', 'unreadable'],
    [
      `\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${'\0'.repeat(500)}${Buffer.from('EncryptedPackage', 'utf16le').toString('latin1')}`,
      'encrypted',
      'encrypted',
    ],
    [`0\x82\x10\0${'\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03'}${'\0'.repeat(99)}`, 'encrypted', 'encrypted'],
  ])('%j is a row', async (text, reason, outcome) => {
    const events = await eventsOf(Buffer.from(text, 'latin1'));
    expect(events.map((event) => event.type)).toEqual(['loss', 'document', 'tally']);
    expect(events[0]).toMatchObject({ loss: { level: 'part', reason, provenance: { source: 'memory', part: '' } } });
    expect(events.at(-1)).toMatchObject({ tally: { expected: 1, read: 0, [outcome]: 1 } });
  });

  test('a long text is read in stretches at line ends, counted once, resumable', async () => {
    const line = 'a line of a long log, number 0123456789\n';
    const bytes = Buffer.from(line.repeat(1_000_000));
    const events = await eventsOf(bytes, { step: 1 << 20 });
    const documents = events.flatMap((event) => (event.type === 'document' ? [event] : []));
    expect(documents.map(({ document }) => document.span[1] - document.span[0]).reduce((a, b) => a + b)).toBe(
      bytes.length,
    );
    expect(documents.every(({ document }) => document.span[1] % line.length === 0)).toBe(true);
    expect(documents.length).toBe(3);
    expect(events.at(-1)).toMatchObject({ tally: { expected: 1, read: 1 } });
    const from = documents[0]?.checkpoint;
    const rest = await eventsOf(bytes, from === undefined ? {} : { from, step: 1 << 20 });
    expect(rest.map((event) => event.type)).toEqual(['document', 'document', 'tally']);
    expect(rest.map(plain)).toEqual(events.slice(1).map(plain));
  });

  test('a long UTF-16 text without its mark, in which later stretches look like something else', async () => {
    const text = `${'nächste Zeile des Protokolls\n'.repeat(600_000)}Received: a\nSubject: b\n\nlast\n`;
    const events = await eventsOf(iconv.encode(text, 'utf-16le', { addBOM: false }), { step: 1 << 20 });
    expect(events.length).toBeGreaterThan(2);
    expect(events.flatMap((event) => textsOf(event).map(([, part]) => part)).join('')).toBe(text);
  });

  test('its media type says what was found', async () => {
    const types = async (text: string) =>
      (await eventsOf(Buffer.from(text))).flatMap((event) =>
        event.type === 'document' ? [event.document.parts[0]?.mediaType] : [],
      );
    expect(await types('a')).toEqual(['text/plain']);
    expect(await types('<html>a')).toEqual(['text/html']);
    expect(await types('%PDF-1.7')).toEqual(['application/pdf']);
  });

  test('a PGP message is encrypted, not text', async () => {
    const locked =
      'jA0ECQMCzFunakkDtSP/0lsBd1TSvmkF8uYtxRlFU7ugN++zNe1zaJineQ89etEwxRkWSDsE/Lgd0YKqEi2Sdv3MHYEKoZRdw5uVRbxhv21xb+cx5zFQ2VjtVDX1P2BiaNT4X0xloDyRgkpt';
    const events = await eventsOf(Buffer.from(`-----BEGIN PGP MESSAGE-----\n\n${locked}\n-----END PGP MESSAGE-----\n`));
    expect(events[0]).toMatchObject({ loss: { reason: 'encrypted' } });
    expect(events.at(-1)).toMatchObject({ tally: { encrypted: 1, read: 0 } });
  });

  test('more than may be opened at once is a row', async () => {
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(5000)]);
    const events = await eventsOf(pdf, { budget: { messageBytes: 1000 } });
    expect(events).toMatchObject([
      { loss: { level: 'source', reason: 'over-budget' } },
      { tally: { expected: 1, unreadable: 1 } },
    ]);
  });
});

describe('standard input', () => {
  test('is recognised by content, and reports its bytes', async () => {
    const seen: number[] = [];
    const source = { path: '-', relative: '-', size: -1 };
    const input = pieces(Buffer.from('Received: x\nSubject: y\n\nbody'), 5);
    const events = await Array.fromAsync(readSource(source, { input, onBytes: (count) => seen.push(count) }));
    expect(events.map((event) => event.type)).toEqual(['message', 'tally']);
    expect(seen.at(-1)).toBe(28);
  });

  test('that breaks off is read up to there', async () => {
    async function* breaking() {
      yield Buffer.from('From a@b Mon Jan  1 00:00:00 2001\nSubject: y\n\nbody');
      throw Object.assign(new Error('gone'), { code: 'EIO' });
    }
    const events = await Array.fromAsync(readSource({ path: '-', relative: '-', size: -1 }, { input: breaking() }));
    expect(events.map((event) => event.type)).toEqual(['message', 'loss', 'tally']);
    expect(events[1]).toMatchObject({ loss: { reason: 'damaged' } });
    expect(events[2]).toMatchObject({ tally: { expected: 'unknown', read: 1 } });
  });
});

describe('a message with attachments', () => {
  const attached = (type: string, body: string | Uint8Array, name = 'file') =>
    Buffer.from(
      `Received: x\nMessage-ID: <m@x>\nContent-Type: ${type}; name="${name}"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(body).toString('base64')}\n`,
    );

  test('mail attached without being called so is read', async () => {
    const inner = 'Received: y\nSubject: inner\n\ninner body';
    expect((await eventsOf(attached('application/octet-stream', inner))).flatMap(textsOf)).toEqual([
      ['1/1', 'inner body'],
    ]);
  });

  test('text is never taken for mail', async () => {
    expect(allText(await eventsOf(attached('text/x-log', 'Date: a\nFrom: b\n\nc')))).toBe('Date: a\nFrom: b\n\nc');
  });

  test('each unread part is a row with its place, right before its message', async () => {
    const events = await eventsOf(attached('audio/mpeg', Buffer.from('ID3\x04\0\0\0\0', 'latin1'), 'x.mp3'));
    expect(events.map((event) => event.type)).toEqual(['loss', 'message', 'tally']);
    expect(events[0]).toMatchObject({
      loss: { level: 'part', reason: 'unsupported', provenance: { messageId: '<m@x>', part: '1', member: [] } },
    });
  });

  test('mboxrd quoting is undone in the text, and hidden spans keep their place', async () => {
    const html = '<p>x<pre>\n>From here\n>>From there</pre><i hidden>gone</i>';
    const mbox = `From a@b Mon Jan  1 00:00:00 2001\nSubject: q\nContent-Type: text/html\n\n${html}\n`;
    const events = await eventsOf(Buffer.from(mbox));
    const [event] = events;
    const content = event?.type === 'message' ? event.message.parts[0]?.content : undefined;
    if (content?.state !== 'text') throw new Error('no text');
    const text = Buffer.from(content.text.utf8).toString();
    expect(text).toContain('\nFrom here\n>From there\n');
    expect(content.text.hidden.map(([start, end]) => text.slice(start, end).trim())).toEqual(['gone']);
  });
});

test('openEvidence refuses a path that is not there', async () => {
  await expect(Array.fromAsync(openEvidence('/nowhere/at/all'))).rejects.toMatchObject({ code: 'path-not-found' });
});
