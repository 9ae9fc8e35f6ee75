import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { writePst } from '../../examples/pst/index.ts';
import { openEvidence, recogniseSource } from '../../src/evidence/index.ts';

const kindOf = (text: string | Uint8Array) => recogniseSource(Buffer.from(text)).kind;

describe('recognition by content', () => {
  test.each([
    ['Received: from a by b\n\nx', 'message'],
    ['From: a@b.c\nTo: d@e.f\n\nx', 'message'],
    ['\ufeff\r\n\r\nReturn-Path: <a@b>\r\n\r\nx', 'message'],
    ['>From a@b Mon Jan 1 00:00:00 2001\nReceived: x\n\n', 'message'],
    ['Subject: x\nbroken line without colon\nX-Other: y\nFrom: z\n\n', 'message'],
    ['Content-Type: multipart/mixed; boundary=x\n\n--x', 'message'],
    ['From a@b Mon Jan  1 00:00:00 2001\nSubject: x\n\n', 'mbox'],
    ['From - \nMessage-ID: <x>\n\n', 'mbox'],
    ['Note: foo\nRemember: bar\n\n', 'text'],
    ['Subject: only one field, a note\n\n', 'text'],
    ['{"From": "a@b", "To": "c@d", "Subject": "x"}', 'text'],
    ['From,To,Subject,Date\na,b,c,d\n', 'text'],
    ['import os\n# From: x\nReceived: y\n', 'text'],
    ['HTTP/1.1 200 OK\nDate: x\nContent-Type: y\n\n', 'text'],
    ['From the beginning it was clear\nthat nothing: worked\n', 'text'],
    ['<html><body>From: x</body></html>', 'text'],
    ['ID3 tags are described here', 'text'],
    ['', 'text'],
    ['PK\u0003\u0004rest', 'zip'],
    ['%PDF-1.7\n', 'binary'],
    ['\u0000\u0001\u0002\u0003\u0004\u0005', 'binary'],
  ])('%j is %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  test('gzip, and names of binary formats', () => {
    expect(kindOf(gzipSync('x'))).toBe('gzip');
    expect(recogniseSource(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toMatchObject({
      format: { mediaType: 'image/png' },
    });
  });

  test.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])('%s with and without its mark', async (charset) => {
    const { default: iconv } = await import('iconv-lite');
    const text = 'Пароль сервера: hunter2\r\nnächste Zeile\r\n';
    for (const addBOM of [true, false]) {
      expect(recogniseSource(iconv.encode(text, charset, { addBOM }))).toEqual({
        kind: 'text',
        charset,
        isHtml: false,
      });
    }
  });

  test('a log with a gap of zero bytes is text', () => {
    expect(kindOf(`${'a line of a log\n'.repeat(100)}${'\0'.repeat(100)}`)).toBe('text');
  });
});

describe('a mail store whose first 64 KiB are wiped', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-wiped-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(['unicode', 'ansi'] as const)('is read all the same: %s', async (format) => {
    const path = join(folder, `${format}.pst`);
    const message = (subject: string) => ({ subject, body: { text: 'words' }, recipients: [], attachments: [] });
    const folders = [{ name: 'Inbox', messages: Array.from({ length: 200 }, (_, index) => message(`s${index}`)) }];
    writePst(path, { format, encoding: 'permute', folders });
    writeFileSync(path, readFileSync(path).fill(0, 0, 64 * 1024));
    const subjects = new Set<string | null>();
    const evidence = openEvidence(path);
    for await (const { header } of evidence) subjects.add(header.subject);
    expect(subjects.size).toBeGreaterThan(100);
    expect(evidence.losses.length).toBeGreaterThan(0);
  });

  test('is not seen in a file of zeros', async () => {
    writeFileSync(join(folder, 'zeros'), Buffer.alloc(200_000));
    const evidence = openEvidence(join(folder, 'zeros'));
    for await (const message of evidence) expect(message).toBeNull();
    expect(evidence.losses).toMatchObject([{ reason: 'unrecognised' }]);
  });
});
