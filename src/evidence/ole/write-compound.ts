import { DIFAT_IN_HEADER, END_OF_CHAIN, MINI_SECTOR_BYTES, MINI_STREAM_CUTOFF, SIGNATURE } from './compound-format.ts';
import type { Extent, StoredEntry } from './stored-entry.ts';
import { directoryBytes } from './write-directory.ts';

const FREE = 0xffffffff;
const FAT_SECTOR = 0xfffffffd;
const DIFAT_SECTOR = 0xfffffffc;
const NONE: Extent = { firstSector: END_OF_CHAIN, size: 0 };

/**
 * Writes a compound file ([MS-CFB]): version 3 for sectors of 512 bytes, version 4 for 4096.
 * @param rootClass the root storage's class as sixteen bytes.
 */
export function writeCompound(
  rootClass: Buffer,
  entries: readonly StoredEntry[],
  sectorBytes: 512 | 4096 = 512,
): Buffer {
  const sectors = new SectorWriter(sectorBytes);
  const mini = new SectorWriter(MINI_SECTOR_BYTES);
  const isMini = (bytes: Buffer) => bytes.length < MINI_STREAM_CUTOFF;
  const extents = entries.map(({ bytes }) => {
    if (bytes === null || bytes.length === 0) return NONE;
    return (isMini(bytes) ? mini : sectors).add(bytes);
  });
  const miniStream = sectors.add(mini.content());
  const miniFat = sectors.add(mini.table(sectorBytes));
  const directory = sectors.add(directoryBytes(rootClass, entries, extents, miniStream, sectorBytes));
  const fat = sectors.addFat();
  const header = headerBytes(sectorBytes, directory, miniFat, fat);
  return Buffer.concat([header, sectors.content()]);
}

interface Fat {
  readonly fatSectors: readonly number[];
  readonly difatSectors: readonly number[];
}

/** Sectors put one after another, and the links between them. */
class SectorWriter {
  readonly #sectorBytes: number;
  readonly #pieces: Buffer[] = [];
  readonly #links: number[] = [];

  constructor(sectorBytes: number) {
    this.#sectorBytes = sectorBytes;
  }

  add(bytes: Buffer): Extent {
    if (bytes.length === 0) return NONE;
    const firstSector = this.#links.length;
    const count = Math.ceil(bytes.length / this.#sectorBytes);
    for (let index = 1; index < count; index++) this.#links.push(firstSector + index);
    this.#links.push(END_OF_CHAIN);
    this.#pieces.push(padded(bytes, this.#sectorBytes, 0));
    return { firstSector, size: bytes.length };
  }

  content(): Buffer {
    return Buffer.concat(this.#pieces);
  }

  /** The links as a table that fills sectors of another size. */
  table(sectorBytes: number): Buffer {
    return padded(numbers(this.#links), sectorBytes, 0xff);
  }

  /** Adds the table of all links, its own sectors included, and behind it the sectors that say where those of the table are. */
  addFat(): Fat {
    const perSector = this.#sectorBytes / 4;
    const content = this.#links.length;
    let fatCount = 0;
    let difatCount = 0;
    while (fatCount * perSector < content + fatCount + difatCount) {
      fatCount++;
      difatCount = Math.ceil(Math.max(0, fatCount - DIFAT_IN_HEADER) / (perSector - 1));
    }
    const fatSectors = Array.from({ length: fatCount }, (_, index) => content + index);
    const difatSectors = Array.from({ length: difatCount }, (_, index) => content + fatCount + index);
    this.#links.push(...fatSectors.map(() => FAT_SECTOR), ...difatSectors.map(() => DIFAT_SECTOR));
    this.#pieces.push(this.table(this.#sectorBytes));
    for (const index of difatSectors.keys()) {
      const from = DIFAT_IN_HEADER + index * (perSector - 1);
      const listed = numbers(fatSectors.slice(from, from + perSector - 1));
      const next = numbers([difatSectors[index + 1] ?? END_OF_CHAIN]);
      this.#pieces.push(Buffer.concat([padded(listed, this.#sectorBytes - 4, 0xff), next]));
    }
    return { fatSectors, difatSectors };
  }
}

function headerBytes(
  sectorBytes: 512 | 4096,
  directory: Extent,
  miniFat: Extent,
  { fatSectors, difatSectors }: Fat,
): Buffer {
  const header = Buffer.alloc(sectorBytes);
  SIGNATURE.copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(sectorBytes === 512 ? 3 : 4, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(Math.log2(sectorBytes), 30);
  header.writeUInt16LE(Math.log2(MINI_SECTOR_BYTES), 32);
  header.writeUInt32LE(sectorBytes === 512 ? 0 : directory.size / sectorBytes, 40);
  header.writeUInt32LE(fatSectors.length, 44);
  header.writeUInt32LE(directory.firstSector, 48);
  header.writeUInt32LE(MINI_STREAM_CUTOFF, 56);
  header.writeUInt32LE(miniFat.firstSector, 60);
  header.writeUInt32LE(miniFat.size / sectorBytes, 64);
  header.writeUInt32LE(difatSectors[0] ?? END_OF_CHAIN, 68);
  header.writeUInt32LE(difatSectors.length, 72);
  for (let index = 0; index < DIFAT_IN_HEADER; index++) header.writeUInt32LE(fatSectors[index] ?? FREE, 76 + index * 4);
  return header;
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}

function padded(bytes: Buffer, unit: number, fill: number): Buffer {
  const rest = -bytes.length % unit;
  return rest === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(unit + rest, fill)]);
}
