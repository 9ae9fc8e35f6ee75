import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { compressRtf } from '../../examples/pst/compressed-rtf.ts';
import { encodeBlock } from '../../examples/pst/encoding.ts';
import {
  generatedMailbox,
  type ManifestEntry,
  ManifestTally,
  type ManifestTotals,
  type PstEncoding,
  type PstFolder,
  type PstFormat,
  type PstMessage,
  property,
  recorded,
  writePst,
} from '../../examples/pst/index.ts';
import { pstStructure } from './pst-structure.ts';
import { temporaryFolder } from './temporary-folder.ts';

const isInstalled = (program: string) => spawnSync(program, ['-V']).error === undefined;
const KINDS = (['unicode', 'ansi'] as const).flatMap((format) =>
  (['none', 'permute', 'cyclic'] as const).map((encoding) => ({ format, encoding })),
);

interface Written {
  readonly path: string;
  readonly folder: string;
  readonly entries: readonly ManifestEntry[];
  readonly totals: ManifestTotals;
}

async function written(format: PstFormat, encoding: PstEncoding, folders: Iterable<PstFolder>): Promise<Written> {
  const folder = await temporaryFolder();
  const path = join(folder, 'mail.pst');
  const tally = new ManifestTally();
  const entries: ManifestEntry[] = [];
  const record = (entry: ManifestEntry) => {
    tally.add(entry);
    entries.push(entry);
  };
  writePst(path, { format, encoding, folders: recorded(folders, record) });
  return { path, folder, entries, totals: tally.totals };
}

const letter = (subject: string, more: Partial<PstMessage> = {}): PstMessage => ({
  subject,
  body: { text: `${subject}\r\n` },
  messageId: `<${subject.length}@harbour.example>`,
  sender: { name: 'Ann Birdsong', address: 'ann@harbour.example' },
  recipients: [{ kind: 'to', name: 'Bo Dunmore', address: 'bo@quay.example' }],
  attachments: [],
  ...more,
});

/** A message in a message in a message, each with a file of a length that is kept in another way. */
const nested = letter('RE: all in one', {
  attachments: [
    { kind: 'file', name: 'empty.bin', bytes: Buffer.alloc(0) },
    { kind: 'file', name: 'heap.txt', bytes: Buffer.alloc(3580, 'h') },
    { kind: 'file', name: 'subnode.txt', bytes: Buffer.alloc(3581, 's') },
    { kind: 'file', name: 'tree.bin', bytes: Buffer.alloc(100_000, 't') },
    {
      kind: 'message',
      name: 'inner',
      message: letter('inner', {
        attachments: [
          { kind: 'file', name: 'forest.bin', bytes: Buffer.alloc(9_000_000, 'f') },
          { kind: 'message', name: 'innermost', message: letter('innermost') },
        ],
      }),
    },
  ],
});

const ADDRESS_SET = '00062004-0000-0000-c000-000000000046';
const APPOINTMENT_SET = '00062002-0000-0000-c000-000000000046';

const contact = letter('Ann Birdsong', {
  messageClass: 'IPM.Contact',
  recipients: [],
  properties: [
    { id: 0x3a06, text: 'Ann' },
    { id: 0x3a11, text: 'Birdsong' },
    { id: { set: ADDRESS_SET, name: 0x8082 }, text: 'SMTP' },
    { id: { set: ADDRESS_SET, name: 0x8083 }, text: 'ann@harbour.example' },
  ],
});

const appointment = letter('Calibration', {
  messageClass: 'IPM.Appointment',
  recipients: [],
  properties: [
    { id: { set: APPOINTMENT_SET, name: 0x8208 }, text: 'Pier 12' },
    { ...property.time(0, new Date('2024-03-01T10:00:00Z')), id: { set: APPOINTMENT_SET, name: 0x820d } },
    { ...property.time(0, new Date('2024-03-01T11:00:00Z')), id: { set: APPOINTMENT_SET, name: 0x820e } },
    { id: { set: '00020329-0000-0000-c000-000000000046', name: 'Keywords' }, texts: ['Blue', 'Survey'] },
  ],
});

describe('structure', () => {
  it.each(KINDS)('$format, $encoding: pages, blocks, maps and header hold', async ({ format, encoding }) => {
    const mailbox = generatedMailbox({ size: { messages: 60 }, seed: encoding });
    const { path, totals } = await written(format, encoding, [...mailbox, { name: 'Nested', messages: [nested] }]);
    const { wrong, nodes } = pstStructure(readFileSync(path));
    expect(wrong).toEqual([]);
    expect(nodes.filter(({ nid }) => (nid & 0x1f) === 4)).toHaveLength(totals.messages);
  });

  it('has the nodes that every store has', async () => {
    const { path } = await written('unicode', 'none', []);
    const { wrong, nodes } = pstStructure(readFileSync(path));
    expect(wrong).toEqual([]);
    const ids = new Set(nodes.map(({ nid }) => nid));
    const needed = [
      0x21, 0x61, 0x122, 0x12d, 0x12e, 0x12f, 0x1e1, 0x201, 0x60d, 0x60e, 0x60f, 0x610, 0x671, 0x692, 0x8022, 0x8042,
      0x8062,
    ];
    expect(needed.filter((nid) => !ids.has(nid))).toEqual([]);
  });

  it('sees a damaged page, block and header', async () => {
    const { path } = await written('unicode', 'permute', [{ name: 'Inbox', messages: [letter('one')] }]);
    const file = readFileSync(path);
    const { blocks } = pstStructure(file);
    for (const at of [20, 0x4400, (blocks[0]?.offset ?? 0) + 1]) {
      const damaged = Buffer.from(file);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      expect(pstStructure(damaged).wrong).not.toEqual([]);
    }
  });

  it('frees the blocks of deleted messages and leaves their bytes', async () => {
    const text = 'gone, and still to be found';
    const gone = letter('gone', { body: { html: text }, fate: 'deleted' });
    const { path } = await written('unicode', 'none', [{ name: 'Inbox', messages: [letter('kept'), gone] }]);
    const file = readFileSync(path);
    const { wrong, nodes, isAllocated } = pstStructure(file);
    expect(wrong).toEqual([]);
    expect(nodes.filter(({ nid }) => (nid & 0x1f) === 4)).toHaveLength(1);
    const at = file.indexOf(text);
    expect(at).toBeGreaterThan(0);
    expect(isAllocated(at - (at % 64))).toBe(false);
  });

  it('lists thousands of messages of a folder, over indexes of several levels', async () => {
    const messages = Array.from({ length: 1500 }, (_, index) => letter(`number ${index}`));
    const { path } = await written('unicode', 'none', [{ name: 'Inbox', messages }]);
    const { wrong, levels } = pstStructure(readFileSync(path));
    expect(wrong).toEqual([]);
    expect(levels.nodes).toBeGreaterThanOrEqual(2);
    expect(levels.blocks).toBeGreaterThanOrEqual(2);
  });

  it('is the same for the same seed, and another for another', async () => {
    const digest = async (seed: string) => {
      const { path } = await written('unicode', 'cyclic', generatedMailbox({ size: { messages: 40 }, seed }));
      return createHash('sha256').update(readFileSync(path)).digest('hex');
    };
    expect(await digest('a')).toBe(await digest('a'));
    expect(await digest('a')).not.toBe(await digest('b'));
  });
});

describe('encodings', () => {
  it('are those of the format: cyclic is its own inverse, permute is not', () => {
    const bytes = Buffer.from(Array.from({ length: 1000 }, (_, at) => at & 0xff));
    const cyclic = Buffer.from(bytes);
    encodeBlock(cyclic, 'cyclic', 0x1234_5678);
    expect(cyclic.equals(bytes)).toBe(false);
    encodeBlock(cyclic, 'cyclic', 0x1234_5678);
    expect(cyclic.equals(bytes)).toBe(true);
    const permuted = Buffer.from([0, 1, 255]);
    encodeBlock(permuted, 'permute', 0);
    expect([...permuted]).toEqual([65, 54, 61]);
  });
});

/** Decompression as [MS-OXRTFCP] §2.2.3 says it, for the writer's output only. */
function plainRtf(packed: Buffer): string {
  const dictionary = Buffer.alloc(4096);
  const preload = dictionary.write(
    '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
    'latin1',
  );
  const text: number[] = [];
  const put = (byte: number) => {
    dictionary[(preload + text.length) % 4096] = byte;
    text.push(byte);
  };
  for (let at = 16; ; ) {
    const control = packed.readUInt8(at++);
    for (let bit = 0; bit < 8; bit++) {
      if ((control & (1 << bit)) === 0) {
        put(packed.readUInt8(at++));
        continue;
      }
      const token = packed.readUInt16BE(at);
      at += 2;
      const from = token >> 4;
      if (from === (preload + text.length) % 4096) return Buffer.from(text).toString('latin1');
      for (let step = 0; step < (token & 15) + 2; step++) put(dictionary[(from + step) % 4096] as number);
    }
  }
}

describe('compressed RTF', () => {
  it('is the text again, whatever it is and longer than the dictionary', () => {
    const words = fc.array(
      fc.constantFrom('{\\rtf1', '\\par ', 'hello ', 'world', '}', '\r\n', 'a', 'aaaa', '\\fs20\\b'),
      { maxLength: 1200 },
    );
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join('');
        const packed = compressRtf(text, false);
        expect(packed.readUInt32LE(4)).toBe(text.length);
        expect(packed.readUInt32LE(0)).toBe(packed.length - 4);
        expect(plainRtf(packed)).toBe(text);
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  it('shortens what repeats itself', () => {
    expect(compressRtf('\\par hello world'.repeat(100), false).length).toBeLessThan(400);
    expect(compressRtf('abc', true).subarray(16).toString()).toBe('abc');
  });
});

const readpst = isInstalled('readpst');
const pffexport = isInstalled('pffexport');
if (!readpst) console.warn('readpst is not installed (apt install pst-utils): it is not asked');
if (!pffexport) console.warn('pffexport is not installed (apt install pff-tools): it is not asked');

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

function filesOf(entry: Pick<ManifestEntry, 'attachments'>): readonly string[] {
  return entry.attachments.flatMap((each) =>
    each.kind === 'file' ? (each.size > 0 ? [each.sha256] : []) : filesOf(each.message),
  );
}

describe.skipIf(!pffexport)('pffexport reads', () => {
  it.each(KINDS)('every message, embedded message and attachment: $format, $encoding', async ({ format, encoding }) => {
    const mailbox = generatedMailbox({ size: { messages: 40 }, seed: `${format}${encoding}`, deleted: 0.1 });
    const { path, folder, entries, totals } = await written(format, encoding, [
      ...mailbox,
      { name: 'Nested', messages: [nested] },
    ]);
    execFileSync('pffexport', ['-q', '-m', 'all', '-t', join(folder, 'out'), path], { stdio: 'ignore' });
    const found = (where: string) => {
      const messages = globSync(join(folder, where, '**/Message[0-9]*'));
      return {
        top: messages.filter((each) => !each.includes('Attachments')).length,
        inner: messages.filter((each) => each.includes('Attachments')).length,
      };
    };
    expect(found('out.export').top).toBe(totals.messages - totals.deleted);
    expect(found('out.recovered').top).toBe(totals.deleted);
    expect(found('out.export').inner + found('out.recovered').inner).toBe(totals.embedded);
    const kept = entries.filter(({ fate }) => fate === 'kept');
    const files = globSync(join(folder, 'out.export/**/Attachments/[0-9]*_*')).map(sha256);
    expect(files.filter((digest) => digest !== createHash('sha256').digest('hex')).sort()).toEqual(
      kept.flatMap(filesOf).sort(),
    );
  });
});

describe.skipIf(!readpst)('readpst reads', () => {
  it.each(KINDS)('every message: $format, $encoding', async ({ format, encoding }) => {
    const mailbox = generatedMailbox({ size: { messages: 40 }, seed: `${format}${encoding}` });
    const { path, folder, totals } = await written(format, encoding, [
      ...mailbox,
      { name: 'Nested', messages: [nested] },
    ]);
    const mails = readpstFiles(path, folder, ['eml']);
    expect(mails).toHaveLength(totals.messages);
    const inner = mails.join('').match(/^Content-Type: message\/rfc822/gmu) ?? [];
    expect(inner).toHaveLength(totals.embedded);
  });

  it.each(['unicode', 'ansi'] as const)('contacts and appointments with named properties: %s', async (format) => {
    const { path, folder } = await written(format, 'permute', [
      { name: 'Contacts', containerClass: 'IPF.Contact', messages: [contact] },
      { name: 'Calendar', containerClass: 'IPF.Appointment', messages: [appointment] },
    ]);
    const files = readpstFiles(path, folder, ['vcf', 'ics']);
    expect(files.join('')).toMatch(/EMAIL:ann@harbour\.example/u);
    expect(files.join('')).toMatch(/DTSTART;VALUE=DATE-TIME:20240301T100000Z/u);
    expect(files.join('')).toMatch(/LOCATION:Pier 12/u);
  });

  it('text of an ANSI store in its code page', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'mail.pst');
    const subject = 'Привет, мир';
    const folders = [{ name: 'Inbox', messages: [letter(subject, { body: { text: subject } })] }];
    writePst(path, { format: 'ansi', encoding: 'none', codePage: 1251, folders });
    const [mail = ''] = readpstFiles(path, folder, ['eml']);
    expect(mail).toContain(iconv.encode(subject, 'cp1251').toString('latin1'));
  });

  it('text that a Unicode store keeps in a code page', async () => {
    const text = 'Grüße aus Köln';
    const message = letter('bytes', { body: {}, properties: [property.string8(0x1000, text, 1252)] });
    const { path, folder } = await written('unicode', 'none', [{ name: 'Inbox', messages: [message] }]);
    expect(readpstFiles(path, folder, ['eml']).join('')).toContain(text);
  });

  it('an orphaned message by its parent, and less than a folder claims', async () => {
    const messages = [letter('listed'), letter('orphan', { fate: 'orphaned' })];
    const { path, folder } = await written('unicode', 'none', [{ name: 'Inbox', messages, overcount: 2 }]);
    expect(readpstFiles(path, folder, ['eml'])).toHaveLength(2);
  });
});

/** What readpst makes of a store, one file an item. */
function readpstFiles(path: string, folder: string, extensions: readonly string[]): readonly string[] {
  const out = join(folder, 'out');
  mkdirSync(out);
  // Without `-j 0` its child processes share one place in the file, and it passes over items by chance.
  execFileSync('readpst', ['-D', '-j', '0', '-o', out, '-e', path], { stdio: 'ignore' });
  return extensions
    .flatMap((extension) => globSync(join(out, `**/*.${extension}`)))
    .map((each) => readFileSync(each, 'latin1'));
}
