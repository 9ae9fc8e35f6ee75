import { Extraction, type ExtractionFault, type RawEntry } from './extraction.ts';
import { type ListedEntry, type Listing, ListingLines } from './listing.ts';
import { type RunEnd, runSevenZip, stop } from './run-seven-zip.ts';

/** What came out of one entry. */
export interface ExtractedEntry {
  /** Its place in the listing. */
  readonly index: number;
  /** As far as it could be read; empty for one that is locked. */
  readonly bytes: Buffer;
  /** Why `bytes` are not what was put in; null where they are. */
  readonly fault: ExtractionFault | null;
}

/** Why an archive gives no listing. `locked`: the names themselves are encrypted, and the password is wrong or missing. */
export type ListingFault = 'locked' | 'damaged' | 'too-large';

/** How to extract. */
export interface ExtractOrder {
  readonly listing: Listing;
  readonly password: string | null;
  /** Which entries, by their place in the listing; folders and links are nothing to extract. */
  readonly isWanted: (index: number) => boolean;
  /** Most bytes an entry may come to. */
  readonly limitOf: (index: number) => number;
}

/** Bytes of entries that are in memory at a time, where no single one has more. */
const PASS_BYTES = 48 * 1024 * 1024;
const ARCHIVE = '/archive';
const NAMES = '/names';
const COMMON = ['-sccUTF-8', '-scsUTF-8', '-bsp0', '-spd', '-ssc', '-y'];
const NO_MEMORY = 8;
/** Characters of a password that is tried. */
const LONGEST_PASSWORD = 512;
const NOTHING = Buffer.alloc(0);

/** An archive of any format that 7-Zip opens, in memory; its names are data and no path is ever made of them. */
export class SevenZip {
  readonly #bytes: Uint8Array;
  readonly #type: readonly string[];

  /**
   * @param bytes the archive; not to be changed while this is used.
   * @param type 7-Zip's name of its format; null where 7-Zip is to tell, which may open what is inside the archive at once.
   */
  constructor(bytes: Uint8Array, type: string | null = null) {
    this.#bytes = bytes;
    this.#type = type === null ? [] : [`-t${type}`];
  }

  /** Lists the archive: at most `mostEntries` of its entries. With `password`, for one whose names are encrypted. */
  async list(password: string | null, mostEntries: number): Promise<Listing | ListingFault> {
    const lines = new ListingLines();
    let isRefused = false;
    const onLine = (line: string, isError: boolean) => {
      isRefused ||= isError && line.includes('rong password');
      if (isError) return;
      lines.take(line);
      if (lines.count > mostEntries) stop();
    };
    const end = await this.#run(['l', '-slt', ...COMMON, ...given(password)], { onLine });
    if (end.type === 'locked' || isRefused) return 'locked';
    const listing = lines.listing(end.type === 'stopped', mostEntries);
    if (listing.type !== '' && end.type !== 'broken') return listing;
    if (end.type === 'exited' && end.code === NO_MEMORY) return 'too-large';
    return password === null ? 'damaged' : 'locked';
  }

  /** Whether a password opens an entry: all of it is decompressed and its checksum holds. */
  async isOpenedBy(password: string, { name, hasChecksum }: ListedEntry): Promise<boolean> {
    if (name === null || !hasChecksum || !isPossible(password)) return false;
    const files = { [NAMES]: Buffer.from(name) };
    const end = await this.#run(['t', ...COMMON, ...given(password), `-i@${NAMES}`], { files });
    return end.type === 'exited' && end.code === 0;
  }

  /**
   * Extracts what is wanted, each entry once: in the archive's order what can be had, then the rest with its fault. An archive that is too large to be
   * held is gone through again for every 48 MiB of it, so that memory stays bounded.
   */
  async *extract(order: ExtractOrder): AsyncGenerator<ExtractedEntry> {
    const { listing, password } = order;
    const left = new Set(wantedOf(order).filter((index) => password !== null || !isLocked(listing, index)));
    let end: RunEnd = { type: 'stopped' };
    while (left.size > 0 && end.type === 'stopped') {
      const pass = await this.#pass(order, left);
      end = pass.end;
      if (pass.entries.length === 0) break;
      for (const entry of pass.entries) {
        left.delete(entry.index);
        yield heldAgainst(listing, entry, end);
      }
    }
    for (const index of wantedOf(order)) {
      if (password === null && isLocked(listing, index)) yield { index, bytes: NOTHING, fault: 'locked' };
      else if (left.has(index)) yield { index, bytes: NOTHING, fault: whyNotReached(end) };
    }
  }

  async #pass({ listing, password, limitOf }: ExtractOrder, left: ReadonlySet<number>) {
    const names = listing.entries.map(({ name, isFolder }) => (isFolder ? NO_FILE : name));
    const isWanted = (index: number) => left.has(index);
    const extraction = new Extraction({ names, isWanted, limitOf, passBytes: PASS_BYTES });
    const needless = needlessNames(listing, left);
    const excluded = needless === '' ? [] : [`-x@${NAMES}`];
    const command = ['e', '-aoa', '-bb1', '-o/out', ...COMMON, ...given(password ?? ''), ...excluded];
    const onLine = (line: string) => extraction.line(line);
    const end = await this.#run(command, { onLine, taker: extraction, files: { [NAMES]: Buffer.from(needless) } });
    return { end, entries: extraction.entries() };
  }

  #run(
    command: readonly string[],
    { onLine = () => {}, taker = null, files = {} }: Partial<Omit<Parameters<typeof runSevenZip>[0], 'command'>>,
  ): Promise<RunEnd> {
    return runSevenZip({
      command: [...command, ...this.#type, '--', ARCHIVE],
      files: { ...files, [ARCHIVE]: this.#bytes },
      onLine,
      taker,
    });
  }
}

/** Whether a password can be given to 7-Zip as it is. */
export function isPossible(password: string): boolean {
  return password.length > 0 && password.length <= LONGEST_PASSWORD && !password.includes('\0');
}

const given = (password: string | null) => (password === null ? [] : [`-p${password}`]);

/** Stands for the name of what is no file; no name is made of it. */
const NO_FILE = '\0';

const isLocked = ({ entries }: Listing, index: number) => entries[index]?.isEncrypted === true;

function wantedOf({ listing, isWanted }: ExtractOrder): readonly number[] {
  return listing.entries.flatMap(({ isFolder, isLink }, index) =>
    isFolder || isLink || !isWanted(index) ? [] : [index],
  );
}

/**
 * Names of which nothing is wanted any more, a line each: what they name need not be decompressed again. Whoever names a folder names all in it, so that
 * one that is a folder to something wanted is left out.
 */
function needlessNames({ entries }: Listing, left: ReadonlySet<number>): string {
  const wanted = new Set(entries.flatMap(({ name }, index) => (left.has(index) && name !== null ? pathsOf(name) : [])));
  const files = entries.flatMap(({ name, isFolder }) => (isFolder || name === null ? [] : [name]));
  return [...new Set(files)].filter((name) => !wanted.has(name)).join('\n');
}

/** Folders in a name that are told apart, so that a name of slashes alone costs no more than others. */
const MOST_FOLDERS = 64;

/** A name, and the folders it is in. */
function pathsOf(name: string): readonly string[] {
  const parts = name.split('/', MOST_FOLDERS);
  return [name, ...parts.map((_, at) => parts.slice(0, at + 1).join('/'))];
}

/** What came out, held against what the archive said of it; what a wrong password may have made is let go. */
function heldAgainst({ entries }: Listing, { index, bytes, fault }: RawEntry, end: RunEnd): ExtractedEntry {
  const entry = entries[index];
  const isMissing = bytes.length === 0 && (entry?.size ?? 0) > 0;
  const isBroken = end.type === 'broken' && entry?.size !== bytes.length;
  const found = fault ?? (isMissing || isBroken ? 'damaged' : null);
  if (entry?.isEncrypted !== true) return { index, bytes, fault: found };
  const isProven = entry.hasChecksum && found === null;
  if (isProven) return { index, bytes, fault: null };
  return { index, bytes: NOTHING, fault: found === 'unsupported' || found === 'over-limit' ? found : 'locked' };
}

function whyNotReached(end: RunEnd): ExtractionFault {
  const isTooLarge = end.type === 'stopped' || (end.type === 'exited' && end.code === NO_MEMORY);
  return isTooLarge ? 'over-limit' : 'damaged';
}
