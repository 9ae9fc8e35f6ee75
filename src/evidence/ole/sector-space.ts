/** Numbers from here on stand for no sector ([MS-CFB] §2.1); other numbers beyond the end point to where the file once went. */
export const MOST_SECTOR = 0xfffffffa;
/** The piece of the table that holds a sector's link is itself lost. */
export const LINK_LOST = -1;

/** Sectors of one size and the table that links them: the file's own with its FAT, or the mini stream's with the mini FAT. */
export interface SectorSpace {
  readonly sectorBytes: number;
  /** Bytes of all sectors; the last sector may be cut. */
  readonly size: number;
  /** Bytes from a place counted from the first sector; fewer at the end. */
  readonly read: (position: number, length: number) => Buffer;
  /** The sector after a sector in its chain, `END_OF_CHAIN`, `LINK_LOST`, or any number that hostile bytes may hold. */
  readonly next: (sector: number) => number;
}

/** Links of a table read by pages, of which few are kept. @param readPage a page of the table; short or empty where it is lost. */
export function pagedLinks(pageBytes: number, readPage: (page: number) => Buffer): (sector: number) => number {
  const perPage = pageBytes / 4;
  const kept = new Map<number, Buffer>();
  let lastPage = -1;
  let last: Buffer = Buffer.alloc(0);
  return (sector) => {
    const page = Math.floor(sector / perPage);
    if (page !== lastPage) {
      last = kept.get(page) ?? readPage(page);
      lastPage = page;
      if (kept.size >= KEPT_PAGES) kept.clear();
      kept.set(page, last);
    }
    const at = (sector - page * perPage) * 4;
    return at + 4 <= last.length ? last.readUInt32LE(at) : LINK_LOST;
  };
}

const KEPT_PAGES = 256;
