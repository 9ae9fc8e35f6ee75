// Stands in for the script of a parser's child: does what the order's file name says, well or badly, in the process that production starts.
import type { Piece } from '../../src/evidence/documents/document-reader.ts';
import { answerOrders } from '../../src/evidence/isolation/answer-orders.ts';
import { encodeFrame } from '../../src/evidence/isolation/frame.ts';
import { pieceFrames } from '../../src/evidence/isolation/piece-frame.ts';

type Deed = (argument: string, bytes: Uint8Array) => Iterable<Piece> | Promise<Iterable<Piece>>;

let orders = 0;
const kept: unknown[] = [];

const DEEDS: Readonly<Record<string, Deed>> = {
  echo: (_argument, bytes) => [text(Buffer.from(bytes).toString('latin1'))],
  'which order': () => [text(`${orders}`)],
  exit: (code) => process.exit(Number(code)),
  'exit after one piece': () => exitAfter([text('before')]),
  'exit unless fresh': () => (orders === 1 ? [text('fresh')] : exitAfter([text('fresh')])),
  hang: () => {
    for (;;) orders += 0;
  },
  'hang after one piece': () => hangAfter(text('before')),
  wait: async (milliseconds) => {
    await new Promise((resolve) => setTimeout(resolve, Number(milliseconds)));
    return [text('waited')];
  },
  'wait for ever': () => new Promise(() => {}),
  'throw later': () => {
    setTimeout(() => {
      throw new Error('later');
    }, 20);
    return [text('now')];
  },
  balloon: () => {
    for (;;) kept.push(Buffer.alloc(8 << 20, 1));
  },
  'take MiB and end': async (count) => {
    kept.push(Buffer.alloc(Number(count) << 20, 1));
    await new Promise((resolve) => setTimeout(resolve, 300));
    return process.abort();
  },
  'keep MiB': (count) => {
    kept.push(Buffer.alloc(Number(count) << 20, 1));
    return [text('kept')];
  },
  'fill the heap': () => {
    for (;;) kept.push(new Array(10_000).fill(Math.random()));
  },
  abort: () => process.abort(),
  garbage: () => raw(Buffer.from('this is no frame at all, whoever may have said so')),
  'bad JSON': () => raw(Buffer.concat([lengths(4, 0), Buffer.from('{{{{')])),
  'another shape': () => raw(...encodeFrame({ type: 'text', name: 7 }, Buffer.alloc(0))),
  'huge head': () => raw(lengths(0xffff_ffff, 0)),
  'huge body': () => raw(...encodeFrame({ type: 'text', name: null, password: null }, Buffer.alloc(0)).map(claimMuch)),
  'marks in disorder': () => {
    write(encodeFrame({ type: 'landmarks', landmarks: [5, 1, 99, 3].map((at) => ({ at, name: `${at}` })) }, NO_BYTES));
    const hidden = [
      [4, 6],
      [0, 2],
      [1, 5],
      [7, 99],
      [3, 3],
    ];
    return raw(...encodeFrame({ type: 'hidden', hidden }, NO_BYTES)).concat(text('12345678'));
  },
  'no UTF-8': () => raw(...encodeFrame({ type: 'text', name: null, password: null }, Buffer.from([0x61, 0xff, 0xc3]))),
  'a prototype': () => rawHead('{"type":"unread","name":"x","__proto__":{"polluted":1},"shortfall":null}'),
  'a prototype within': () =>
    rawHead(
      '{"type":"unread","name":"x","shortfall":{"reason":"damaged","detail":"d","constructor":{"prototype":{}}}}',
    ),
  'signs for a terminal': () => [{ ...unread(), shortfall: { reason: 'damaged', detail: 'a\u001b[2Jb\u009bc\n' } }],
  'negative places': () => rawHead('{"type":"landmarks","landmarks":[{"at":-1,"name":"x"}]}'),
  'a number beyond all': () => rawHead('{"type":"text","name":null,"password":1e400}'),
  'a deep head': () => rawHead(`${'['.repeat(500_000)}${']'.repeat(500_000)}`),
  'bodies without end': () => endless(() => pieceFrames({ ...member(), bytes: Buffer.alloc(1 << 20) })),
  'members without end': () => endless(() => pieceFrames(member())),
  'unread without end': () => endless(() => pieceFrames(unread())),
  'marks without end': () => endless(() => encodeFrame({ type: 'landmarks', landmarks: marks() }, Buffer.alloc(0))),
  'half a frame': () => raw(lengths(100, 100)).concat(process.exit(0)),
  'members then text': (count) => [...Array.from({ length: Number(count) }, member), text('the end')],
};

function write(chunks: Iterable<Uint8Array>): void {
  for (const chunk of chunks) process.stdout.write(chunk);
}

function raw(...chunks: readonly Uint8Array[]): Piece[] {
  write(chunks);
  return [];
}

async function endless(chunks: () => Iterable<Uint8Array>): Promise<Piece[]> {
  for (;;)
    for (const chunk of chunks())
      if (!process.stdout.write(chunk)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}

function* exitAfter(pieces: readonly Piece[]): Generator<Piece> {
  yield* pieces;
  process.exit(1);
}

function* hangAfter(piece: Piece): Generator<Piece> {
  yield piece;
  for (;;) orders += 0;
}

const NO_BYTES = Buffer.alloc(0);
const rawHead = (json: string): Piece[] => raw(lengths(Buffer.byteLength(json), 0), Buffer.from(json));

function lengths(head: number, body: number): Buffer {
  const front = Buffer.alloc(8);
  front.writeUInt32LE(head, 0);
  front.writeUInt32LE(body, 4);
  return front;
}

function claimMuch(chunk: Uint8Array): Uint8Array {
  const claimed = Buffer.from(chunk);
  claimed.writeUInt32LE(0xffff_ffff, 4);
  return claimed;
}

const text = (words: string): Piece => ({
  type: 'text',
  name: null,
  text: { utf8: Buffer.from(words), hidden: [], landmarks: [] },
  password: null,
});

const member = (): Extract<Piece, { type: 'member' }> => ({
  type: 'member',
  name: 'a member',
  mediaType: null,
  bytes: Buffer.alloc(0),
  shortfall: null,
  password: null,
});

const unread = (): Piece => ({ type: 'unread', name: 'a member', shortfall: { reason: 'damaged', detail: 'no' } });

const marks = () => Array.from({ length: 1000 }, (_, at) => ({ at, name: `mark ${at}` }));

await answerOrders({
  async *read({ fileName, bytes }) {
    orders += 1;
    const [deed = '', argument = ''] = (fileName ?? '').split(': ');
    yield* (await DEEDS[deed]?.(argument, bytes)) ?? [];
  },
});
