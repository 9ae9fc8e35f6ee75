import { inflateRawSync, inflateSync } from 'node:zlib';
import { compoundBytes, type Tree } from '../test/evidence/compound-builder.ts';
import { PdfBuilder } from '../test/evidence/pdf-builder.ts';
import { type FixtureEntry, writeZip } from '../test/evidence/zip-fixture.ts';

/** A file made of others that stand in it compressed, encrypted or scattered: what is changed in those is packed anew, since no change of the whole reaches them. */
export interface Packing {
  readonly insides: readonly Buffer[];
  /** Makes the file of as many insides, whatever they hold. */
  readonly pack: (insides: readonly Buffer[]) => Buffer;
}

/** The members of a zip of ours, which has neither comments nor extra fields; `wrap` makes more of the zip. */
export function zipPacking(zip: Buffer, wrap: (packed: Buffer) => Buffer = (packed) => packed): Packing {
  const entries = [...entriesOf(zip)];
  return {
    insides: entries.map(({ data }) => Buffer.from(data)),
    pack: (insides) =>
      wrap(writeZip(entries.map((entry, index) => ({ ...entry, data: insides[index] ?? entry.data })))),
  };
}

function* entriesOf(zip: Buffer): Generator<FixtureEntry> {
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const [method, packed, nameBytes] = [
      zip.readUInt16LE(at + 8),
      zip.readUInt32LE(at + 18),
      zip.readUInt16LE(at + 26),
    ];
    const name = zip.toString('utf8', at + 30, at + 30 + nameBytes);
    const data = zip.subarray(at + 30 + nameBytes, at + 30 + nameBytes + packed);
    yield { name, method, data: method === 8 ? inflateRawSync(data) : data };
    at += 30 + nameBytes + packed;
  }
}

/** The streams of a compound file. */
export function treePacking(tree: Tree): Packing {
  const insides = [...streamsOf(tree)];
  return { insides, pack: (changed) => compoundBytes(withStreams(tree, changed.values())) };
}

function* streamsOf(tree: Tree): Generator<Buffer> {
  for (const held of Object.values(tree))
    if (held instanceof Uint8Array) yield Buffer.from(held);
    else yield* streamsOf(held);
}

function withStreams(tree: Tree, streams: Iterator<Buffer>): Tree {
  const entries = Object.entries(tree).map(([name, held]) => {
    const changed = held instanceof Uint8Array ? (streams.next().value ?? held) : withStreams(held, streams);
    return [name, changed] as const;
  });
  return Object.fromEntries(entries);
}

const OBJECT = /\d+ 0 obj\n([\s\S]*?)\nendobj\n/g;
const STREAM = /^<<\/Length \d+\/Filter\/FlateDecode([\s\S]*?)>>stream\n([\s\S]*)\nendstream$/;

/** The objects of a PDF of ours, streams without their compression. */
export function pdfPacking(pdf: Buffer): Packing {
  const trailer = /trailer<<\/Size \d+\/Root 1 0 R([\s\S]*?)>>\nstartxref/.exec(pdf.toString('latin1'))?.[1] ?? '';
  const objects = [...pdf.toString('latin1').matchAll(OBJECT)].map(([, body = '']) => {
    const [, entries = null, packed = ''] = STREAM.exec(body) ?? [];
    const inside = entries === null ? Buffer.from(body, 'latin1') : inflateSync(Buffer.from(packed, 'latin1'));
    return { entries, inside };
  });
  return {
    insides: objects.map(({ inside }) => inside),
    pack: (insides) => {
      const builder = new PdfBuilder();
      for (const [index, { entries, inside }] of objects.entries())
        if (entries === null) builder.add(insides[index] ?? inside);
        else builder.stream(insides[index] ?? inside, entries);
      return builder.finish(trailer);
    },
  };
}

/** A file of one inside. */
export function wrapping(inside: Buffer, pack: (inside: Buffer) => Buffer): Packing {
  return { insides: [inside], pack: ([changed]) => pack(changed ?? inside) };
}
