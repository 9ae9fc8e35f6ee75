import type { RandomAccess } from '../source/random-access.ts';
import type { CompoundHeader } from './compound-header.ts';
import { pagedLinks, type SectorSpace } from './sector-space.ts';

/** The file's own sectors, linked by its FAT ([MS-CFB] §2.3). */
export function fileSectors(access: RandomAccess, header: CompoundHeader): SectorSpace {
  const { sectorBytes } = header;
  const size = Math.max(0, access.size - sectorBytes);
  const read = (position: number, length: number) =>
    access.read(sectorBytes + position, Math.max(0, Math.min(length, size - position)));
  const fatSectors = findFat(header, Math.ceil(size / sectorBytes), (sector) =>
    read(sector * sectorBytes, sectorBytes),
  );
  const readPage = (page: number): Buffer => {
    const sector = fatSectors[page];
    return sector === undefined ? Buffer.alloc(0) : read(sector * sectorBytes, sectorBytes);
  };
  return { sectorBytes, size, read, next: pagedLinks(sectorBytes, readPage) };
}

/** Numbers of the FAT's sectors: 109 from the header, the others from the DIFAT's chain ([MS-CFB] §2.5), as many as the file has use for. */
function findFat(header: CompoundHeader, sectors: number, readSector: (sector: number) => Buffer): readonly number[] {
  const { sectorBytes, difat } = header;
  const wanted = Math.ceil(sectors / (sectorBytes / 4));
  const found = difat.slice(0, wanted);
  let sector = header.firstDifatSector;
  while (found.length < wanted && sector < sectors) {
    const bytes = readSector(sector);
    if (bytes.length < sectorBytes) break;
    for (let at = 0; at < sectorBytes - 4 && found.length < wanted; at += 4) found.push(bytes.readUInt32LE(at));
    sector = bytes.readUInt32LE(sectorBytes - 4);
  }
  return found;
}
