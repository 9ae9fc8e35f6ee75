import { deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EvidenceEvent } from '../../src/evidence/index.ts';
import { readCms } from '../../src/evidence/signed/cms.ts';
import { openArmor } from '../../src/evidence/signed/pgp-armor.ts';
import { readPackets } from '../../src/evidence/signed/pgp-packets.ts';
import { isPgpMessage } from '../../src/evidence/signed/pgp-part.ts';
import { allText, eventsOf, textsOf } from './source-bytes.ts';

const lossesIn = (events: readonly EvidenceEvent[]) =>
  events.flatMap((event) => (event.type === 'loss' ? [event.loss.reason] : []));
const partsIn = (events: readonly EvidenceEvent[]) =>
  events.flatMap((event) =>
    event.type === 'message' ? event.message.parts : event.type === 'document' ? event.document.parts : [],
  );

/** Bytes that no text has. */
const noise = (length: number) => Buffer.from(Array.from({ length }, (_, index) => (index * 151) & 255));

const der = (tag: number, ...contents: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(contents);
  const { length } = content;
  const head =
    length < 128
      ? [length]
      : length < 65_536
        ? [0x82, length >> 8, length & 255]
        : [0x83, length >> 16, (length >> 8) & 255, length & 255];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
};
/** The same in the indefinite form. */
const ber = (tag: number, ...contents: readonly Buffer[]) =>
  Buffer.concat([Buffer.from([tag, 0x80]), ...contents, Buffer.from([0, 0])]);
const oid = (hex: string) => der(6, Buffer.from(hex, 'hex'));
const NUMBER = der(2, Buffer.from([1]));
const DATA = oid('2a864886f70d010701');
const SIGNED = oid('2a864886f70d010702');
const ENVELOPED = oid('2a864886f70d010703');
const COMPRESSED = oid('2a864886f70d0109100109');
const CERTIFICATE = der(
  0xa0,
  der(
    0x30,
    der(0x0c, Buffer.from('Alice Example')),
    der(0x16, Buffer.from('alice@agency.example')),
    der(0x13, Buffer.from('20300101')),
    Buffer.alloc(0),
  ),
);
const INFOS = der(0x31, der(0x30, NUMBER, der(4, noise(300))));

const signed = (content: Buffer) =>
  der(
    0x30,
    SIGNED,
    der(0xa0, der(0x30, NUMBER, der(0x31), der(0x30, DATA, der(0xa0, der(4, content))), CERTIFICATE, INFOS)),
  );
const signedInPieces = (...pieces: readonly Buffer[]) =>
  ber(
    0x30,
    SIGNED,
    ber(
      0xa0,
      ber(
        0x30,
        NUMBER,
        der(0x31),
        ber(0x30, DATA, ber(0xa0, ber(0x24, ...pieces.map((piece) => der(4, piece))))),
        CERTIFICATE,
        INFOS,
      ),
    ),
  );
const DETACHED = der(0x30, SIGNED, der(0xa0, der(0x30, NUMBER, der(0x31), der(0x30, DATA), CERTIFICATE, INFOS)));
const ENTITY =
  'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ntoken =C3=BC signed\r\n';

const mail = (type: string, body: Buffer | string) =>
  Buffer.from(
    `From: a@b\nSubject: s\nMIME-Version: 1.0\nContent-Type: ${type}\nContent-Transfer-Encoding: base64\n\n${Buffer.from(body).toString('base64').replace(/.{76}/g, '$&\n')}\n`,
  );

describe('S/MIME', () => {
  test('what is signed in DER is read as the MIME entity it is', async () => {
    const events = await eventsOf(
      mail('application/pkcs7-mime; smime-type=signed-data; name=smime.p7m', signed(Buffer.from(ENTITY))),
    );
    expect(events.flatMap(textsOf)).toEqual([['1/1', 'token ü signed\r\n']]);
    expect(lossesIn(events)).toEqual([]);
    expect(partsIn(events).map(({ role }) => role)).toEqual(['attachment', 'body']);
  });

  test('in BER, of indefinite lengths, the content in pieces', async () => {
    const bytes = signedInPieces(
      Buffer.from(ENTITY.slice(0, 50)),
      Buffer.from(ENTITY.slice(50, 90)),
      Buffer.from(ENTITY.slice(90)),
    );
    expect(allText(await eventsOf(mail('application/x-pkcs7-mime', bytes)))).toBe('token ü signed\r\n');
  });

  test('a multipart with an attachment in it', async () => {
    const entity = Buffer.from(
      'Content-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain\n\nbody\n--q\nContent-Type: text/plain; name=a.env\nContent-Disposition: attachment\n\nKEY=1\n--q--\n',
    );
    expect(Object.fromEntries((await eventsOf(signed(entity))).flatMap(textsOf))).toEqual({
      '/1': 'body',
      '/2': 'KEY=1',
    });
  });

  test('a signed file that is no mail is that file', async () => {
    const events = await eventsOf(
      mail('application/pkcs7-mime; name="invoice.xml.p7m"', signed(Buffer.from('<invoice>9</invoice>'))),
    );
    expect(events.flatMap(textsOf)).toEqual([['1/invoice.xml', '<invoice>9</invoice>']]);
  });

  test('in base64 and PEM, as a file', async () => {
    const base64 = signed(Buffer.from(ENTITY)).toString('base64').replace(/.{64}/g, '$&\n');
    expect(allText(await eventsOf(Buffer.from(`-----BEGIN PKCS7-----\n${base64}\n-----END PKCS7-----\n`)))).toBe(
      'token ü signed\r\n',
    );
    const twice = mail('application/pkcs7-mime; name=smime.p7m', Buffer.from(base64));
    expect(allText(await eventsOf(twice))).toBe('token ü signed\r\n');
  });

  test('a file with proof of when it was there is that file', async () => {
    const type = oid('2a864886f70d010910011f');
    const bytes = der(
      0x30,
      type,
      der(
        0xa0,
        der(
          0x30,
          NUMBER,
          der(0x16, Buffer.from('https://x.example/')),
          der(4, Buffer.from('door code 4711')),
          der(0xa0),
        ),
      ),
    );
    expect((await eventsOf(bytes)).flatMap(textsOf)).toEqual([['/content', 'door code 4711']]);
  });

  test('signed in signed, and compressed', async () => {
    const data = deflateSync(Buffer.from(ENTITY));
    const compressed = der(
      0x30,
      COMPRESSED,
      der(0xa0, der(0x30, NUMBER, der(0x30, DATA), der(0x30, DATA, der(0xa0, der(4, data))))),
    );
    expect(allText(await eventsOf(signed(compressed)))).toBe('token ü signed\r\n');
  });

  test('a detached signature is no loss: the names in its certificates', async () => {
    const events = await eventsOf(mail('application/pkcs7-signature; name=smime.p7s', DETACHED));
    expect(events.flatMap(textsOf)).toEqual([['1', 'Alice Example\nalice@agency.example']]);
    expect(lossesIn(events)).toEqual([]);
  });

  test('encrypted is a row', async () => {
    for (const type of [ENVELOPED, oid('2a864886f70d010706'), oid('2a864886f70d0109100117')]) {
      const events = await eventsOf(
        mail('application/pkcs7-mime', der(0x30, type, der(0xa0, der(0x30, NUMBER, der(4, noise(200)))))),
      );
      expect(lossesIn(events)).toEqual(['encrypted']);
    }
  });

  test('cut short: what there is, and the rest is a row', async () => {
    const long = `Content-Type: text/plain\r\n\r\n${'a line of the text\r\n'.repeat(100)}`;
    for (const whole of [signed(Buffer.from(long)), signedInPieces(Buffer.from(long))]) {
      const events = await eventsOf(whole.subarray(0, 1000));
      expect(allText(events)).toContain('a line of the text');
      expect(lossesIn(events)).toEqual(['truncated']);
    }
  });

  test('ASN.1 that is no CMS stays unread', async () => {
    const events = await eventsOf(mail('application/pkix-cert', der(0x30, NUMBER, der(4, noise(300)))));
    expect(lossesIn(events)).toEqual(['unsupported']);
  });

  test('nested without end is bounded', async () => {
    let inner: Buffer = Buffer.from(ENTITY);
    for (let level = 0; level < 100; level++) inner = signed(inner);
    expect(lossesIn(await eventsOf(inner))).toEqual(['over-budget']);
    const open = Buffer.concat([Buffer.alloc(0), ...Array.from({ length: 20_000 }, () => Buffer.from([0x24, 0x80]))]);
    expect(
      readCms(der(0x30, SIGNED, der(0xa0, der(0x30, NUMBER, der(0x31), der(0x30, DATA, der(0xa0, open)))))),
    ).toMatchObject({ isWhole: false });
  });

  test('of mutated bytes never throws', async () => {
    const whole = signedInPieces(Buffer.from(ENTITY), Buffer.from('more'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }),
        fc.nat(whole.length),
        async (changes, end) => {
          const bytes = Buffer.from(whole);
          for (const [at, byte] of changes) bytes[at] = byte;
          readCms(bytes.subarray(0, end));
          expect((await eventsOf(bytes)).at(-1)).toMatchObject({ tally: { expected: 1 } });
        },
      ),
      { numRuns: 200 },
    );
  });
});

const packet = (tag: number, body: Buffer) =>
  Buffer.concat([Buffer.from([0xc0 | tag, 255, 0, 0, body.length >> 8, body.length & 255]), body]);
const literal = (text: string, name = 'a.txt') =>
  packet(11, Buffer.concat([Buffer.from([0x62, name.length]), Buffer.from(name), Buffer.alloc(4), Buffer.from(text)]));
const SIGNATURE = packet(2, Buffer.concat([Buffer.from([4]), Buffer.alloc(60, 9)]));
const zipped = (inner: Buffer) => packet(8, Buffer.concat([Buffer.from([1]), deflateRawSync(inner)]));
const LOCKED = Buffer.concat([
  packet(1, Buffer.concat([Buffer.from([3]), Buffer.alloc(40, 5)])),
  packet(18, Buffer.concat([Buffer.from([1]), Buffer.alloc(60, 5)])),
]);
const armor = (label: string, bytes: Buffer) =>
  `-----BEGIN PGP ${label}-----\nVersion: Test 1\n\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n=njUN\n-----END PGP ${label}-----\n`;
const plain = (body: string) => Buffer.from(`From: a@b\nSubject: s\n\n${body}`);

describe('PGP', () => {
  test('clear-signed text is read without its armor, its dashes unescaped', async () => {
    const body = `before\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nthe text\n- - a dash\n- -----BEGIN PGP MESSAGE-----\n${armor('SIGNATURE', SIGNATURE)}after\n`;
    expect(allText(await eventsOf(plain(body)))).toBe(
      'before\nthe text\n- a dash\n-----BEGIN PGP MESSAGE-----\nafter\n',
    );
  });

  test('an encrypted message in a text is a row; the text around it is read', async () => {
    const events = await eventsOf(plain(`hello\n${armor('MESSAGE', LOCKED)}bye\n`));
    expect(allText(events)).toBe('hello\nbye\n');
    expect(events.filter((event) => event.type === 'loss')).toMatchObject([
      { loss: { reason: 'encrypted', provenance: { part: '1', member: ['message.asc'] } } },
    ]);
  });

  test('a message that is only signed and compressed is opened', async () => {
    const message = zipped(Buffer.concat([packet(4, Buffer.alloc(13, 3)), literal('the secret'), SIGNATURE]));
    for (const bytes of [Buffer.from(armor('MESSAGE', message)), plain(armor('MESSAGE', message)), message]) {
      const events = await eventsOf(bytes);
      expect(allText(events)).toContain('the secret');
      expect(lossesIn(events)).toEqual([]);
    }
  });

  test('multipart/signed and multipart/encrypted', async () => {
    const both = (kind: string, type: string, content: string) =>
      `From: a@b\nMIME-Version: 1.0\nSubject: s\nContent-Type: multipart/${kind}; boundary=q\n\n--q\nContent-Type: text/plain\n\nVersion: 1\n--q\nContent-Type: ${type}\n\n${content}\n--q--\n`;
    const signedMail = await eventsOf(
      Buffer.from(both('signed', 'application/pgp-signature; name=signature.asc', armor('SIGNATURE', SIGNATURE))),
    );
    expect(lossesIn(signedMail)).toEqual([]);
    expect(partsIn(signedMail).at(-1)).toMatchObject({ content: { state: 'container' } });
    const locked = await eventsOf(Buffer.from(both('encrypted', 'application/octet-stream', armor('MESSAGE', LOCKED))));
    expect(lossesIn(locked)).toEqual(['encrypted']);
  });

  test('text between marks that is no armor stays', () => {
    const said = '-----BEGIN PGP SIGNATURE-----\nthese are words\n-----END PGP SIGNATURE-----\n';
    expect(openArmor(Buffer.from(said))).toBeNull();
    expect(
      openArmor(Buffer.from('-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n-----END PGP PUBLIC KEY BLOCK-----\n')),
    ).toBeNull();
    expect(openArmor(Buffer.from('> -----BEGIN PGP SIGNED MESSAGE-----\n> text\n'))).toBeNull();
  });

  test('what is cut, damaged, or packed in a way that is not read is a row', async () => {
    const bzip = packet(8, Buffer.concat([Buffer.from([3]), noise(80)]));
    expect(lossesIn(await eventsOf(bzip))).toEqual(['unsupported']);
    const damaged = packet(8, Buffer.concat([Buffer.from([1, 255]), noise(80)]));
    expect(lossesIn(await eventsOf(damaged))).toEqual(['damaged']);
    const cut = Buffer.from(armor('MESSAGE', literal('many words of text '.repeat(20)).subarray(0, 200)));
    const events = await eventsOf(cut);
    expect(allText(events)).toContain('many words');
    expect(lossesIn(events)).toEqual(['truncated']);
  });

  test('other binary files are not taken for it', () => {
    for (const first of [0x8b, 0xa3, 0xa7, 0xaf, 0x87, 0xc2]) {
      expect(isPgpMessage(Buffer.concat([Buffer.from([first, 0x7f]), Buffer.alloc(100, 0xee)]))).toBe(false);
    }
  });

  test('layers without end are bounded', async () => {
    let inner: Buffer = literal('deep');
    for (let layer = 0; layer < 50; layer++) inner = zipped(inner);
    expect(lossesIn(await eventsOf(inner))).toEqual(['over-budget']);
  });

  test('many marks, in linear time', () => {
    const text = Buffer.from('-----BEGIN PGP SIGNED MESSAGE-----\n- x\n'.repeat(50_000));
    const start = performance.now();
    expect(openArmor(text)?.text.length).toBeLessThan(text.length);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test('of any bytes: no throw', async () => {
    const whole = Buffer.concat([packet(4, Buffer.alloc(13, 3)), literal('text'), SIGNATURE]);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), fc.nat(whole.length), async (noise, at) => {
        const bytes = Buffer.concat([whole.subarray(0, at), noise, whole.subarray(at)]);
        readPackets(bytes);
        const events = await eventsOf(plain(`x\n${armor('MESSAGE', bytes)}`));
        expect(events.at(-1)).toMatchObject({ tally: { expected: 1, read: 1 } });
      }),
      { numRuns: 200 },
    );
  });
});
