/** What an archive says it holds, in its own order. */
export interface Listing {
  /** 7-Zip's name of the format: "7z", "Rar5", "xz". */
  readonly type: string;
  /** What is said of the archive as a whole, by 7-Zip's names ("Comment", "Multivolume"). */
  readonly properties: ReadonlyMap<string, string>;
  readonly entries: readonly ListedEntry[];
  /** Whether more entries follow than were asked for. */
  readonly isCut: boolean;
  /** What 7-Zip finds wrong with the archive: "Unexpected end of archive"; in its words, without names. */
  readonly faults: readonly string[];
}

/** One entry; nothing of it is to be believed. */
export interface ListedEntry {
  /** As the archive has it, with "/" between folders; null where it gives none, as compressed single files do. */
  readonly name: string | null;
  /** Bytes it comes to; null where the archive does not say. */
  readonly size: number | null;
  readonly packedSize: number | null;
  readonly isFolder: boolean;
  readonly isLink: boolean;
  readonly isEncrypted: boolean;
  /** Whether the archive has a checksum by which a wrong password is told from the right one. */
  readonly hasChecksum: boolean;
  /** Whether it begins in the volume before, or goes on in the next. */
  readonly isSplit: boolean;
  /** What its packer wrote beside it; empty where nothing. */
  readonly comment: string;
  /** The stretch of bytes compressed in one go that it is in; null where the format has none. */
  readonly block: string | null;
}

const START = '----------';

/** Reads what `7z l -slt` prints, line by line. */
export class ListingLines {
  readonly #entries: ListedEntry[] = [];
  readonly #properties = new Map<string, string>();
  readonly #faults: string[] = [];
  #current = new Map<string, string>();
  #place: 'before' | 'archive' | 'entries' = 'before';
  #isInText = false;
  #isInFaults = false;
  #textKey = '';

  /** Entries so far. */
  get count(): number {
    return this.#entries.length;
  }

  take(line: string): void {
    if (this.#isInText) this.#takeText(line);
    else if (line === '{') this.#isInText = true;
    else if (line === '--') this.#place = 'archive';
    else if (line === START && this.#place === 'archive') this.#place = 'entries';
    else if (this.#place === 'archive') this.#takeProperty(line);
    else if (this.#place === 'entries') this.#takeField(line);
  }

  /** What was listed, at most `mostEntries` of its entries. */
  listing(isCut: boolean, mostEntries: number): Listing {
    this.#takeField('');
    const properties = this.#properties;
    const entries = this.#entries.slice(0, mostEntries);
    return { type: properties.get('Type') ?? '', properties, entries, isCut, faults: this.#faults };
  }

  /** A text of several lines stands in braces after its key. */
  #takeText(line: string): void {
    this.#isInText = line !== '}';
    const fields = this.#place === 'entries' ? this.#current : this.#properties;
    const key = this.#textKey;
    if (this.#isInText) fields.set(key, `${fields.get(key) ?? ''}${line}\n`);
  }

  #takeProperty(line: string): void {
    const [key, value] = split(line);
    if (line === 'ERRORS:' || line === 'WARNINGS:') this.#isInFaults = true;
    else if (key !== null) this.#isInFaults = false;
    else if (this.#isInFaults && line !== '') this.#faults.push(line);
    if (key !== null && !this.#properties.has(key)) this.#properties.set(key, value);
    this.#textKey = key ?? '';
  }

  #takeField(line: string): void {
    const [key, value] = split(line);
    if (key !== null) this.#current.set(key, value);
    this.#textKey = key ?? '';
    if (line !== '' || this.#current.size === 0) return;
    this.#entries.push(entryOf(this.#current));
    this.#current = new Map();
  }
}

function split(line: string): readonly [string, string] | readonly [null, ''] {
  const at = line.indexOf(' =');
  return at <= 0 ? [null, ''] : [line.slice(0, at), line.slice(at + 3)];
}

const CHECKSUMS = ['CRC', 'Checksum', 'BLAKE2sp', 'SHA-1', 'SHA-256'];
const CHARACTERISTICS = 'Characteristics';

function entryOf(fields: ReadonlyMap<string, string>): ListedEntry {
  const has = (key: string) => fields.get(key) === '+';
  const [marks = ''] = (fields.get('Attributes') ?? '').split(' ');
  const mode = fields.get('Mode') ?? (fields.get('Attributes') ?? '').split(' ').at(-1) ?? '';
  const links = [fields.get('Symbolic Link'), fields.get('Hard Link')];
  return {
    name: fields.get('Path') ?? null,
    size: numberOf(fields.get('Size')),
    packedSize: numberOf(fields.get('Packed Size')),
    isFolder: has('Folder') || /^[A-Z]*D[A-Z]*$/.test(marks) || /^d[rwxsStT-]{9}$/.test(mode),
    isLink: /^l[rwxsStT-]{9}$/.test(mode) || links.some((link) => link !== undefined && link !== ''),
    isEncrypted: has('Encrypted'),
    // Of a checksum that is bound to the password, as RAR 5 has it, 7-Zip says only that it is there; it holds what comes out against it all the same.
    hasChecksum:
      CHECKSUMS.some((name) => (fields.get(name) ?? '') !== '') ||
      (fields.get(CHARACTERISTICS) ?? '').split(' ').includes('CRC'),
    isSplit: has('Split Before') || has('Split After'),
    comment: fields.get('Comment') ?? '',
    block: fields.get('Block') ?? null,
  };
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^[0-9]+$/.test(text) ? Number(text) : null;
}
