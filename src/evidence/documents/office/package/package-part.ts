import { DEFAULT_BUDGET } from '../../../budget.ts';
import { asBuffer } from '../../../decode/byte-string.ts';
import { Allowance } from '../../../mime/allowance.ts';
import { isShortfall, type Shortfall } from '../../../shortfall.ts';
import { inflateMember } from '../../../text/member-budget.ts';
import type { ZipEntry } from '../../../text/zip/zip-entry.ts';
import { type OpenZip, openZip } from '../../../text/zip/zip-members.ts';
import type { PieceLimits } from '../../document-reader.ts';

/** A file of a package. */
export interface PackagePart {
  /** As the zip has it, with slashes; attacker-controlled. */
  readonly name: string;
  readonly entry: ZipEntry;
}

/** What was read of a file of a package; null where nothing could be. */
export interface PartBytes {
  readonly bytes: Uint8Array | null;
  readonly shortfall: Shortfall | null;
}

/** The files of an office document in a zip, read one at a time, within the limits of them all together. */
export class OfficePackage {
  readonly parts: readonly PackagePart[];
  /** What is wrong with the zip as a whole; null where its index is whole. */
  readonly shortfall: Shortfall | null;
  readonly #zip: OpenZip;
  readonly #allowance: Allowance;
  readonly #byName: ReadonlyMap<string, PackagePart>;

  #decrypt: ((part: PackagePart) => Buffer | Shortfall | null) | null = null;

  constructor(bytes: Uint8Array, { pieceBytes, memberBytes, members, expansionRatio }: PieceLimits) {
    this.#zip = openZip(bytes, Math.max(1, members));
    this.shortfall = this.#zip.shortfall;
    const budget = { ...DEFAULT_BUDGET, partBytes: pieceBytes, expandedBytes: memberBytes, expansionRatio };
    this.#allowance = new Allowance(budget);
    this.parts = this.#zip.entries
      .filter((entry) => !entry.isFolder)
      .map((entry) => ({ name: entry.name.replaceAll('\\', '/').replace(/^\/+/, ''), entry }));
    this.#byName = new Map(this.parts.toReversed().map((part) => [part.name.toLowerCase(), part]));
  }

  /** The part of that name, in whatever case; null where there is none. */
  find(name: string): PackagePart | null {
    return this.#byName.get(name.toLowerCase()) ?? null;
  }

  read(part: PackagePart): PartBytes {
    const compressed = this.#decrypt?.(part) ?? null;
    if (isShortfall(compressed)) return { bytes: null, shortfall: compressed };
    const member =
      compressed === null
        ? this.#zip.read(part.entry, this.#allowance)
        : inflateMember(part.name, 'raw', compressed, this.#allowance);
    return { bytes: member.bytes?.() ?? null, shortfall: member.shortfall };
  }

  /** A part's bytes as the zip gives them, encrypted where they are; null where they cannot be had. */
  stored({ entry }: PackagePart): Buffer | null {
    const bytes = this.#zip.read(entry, this.#allowance).bytes?.() ?? null;
    return bytes === null ? null : asBuffer(bytes);
  }

  /** From here on parts that this decrypts are read decrypted. */
  decryptWith(decrypt: (part: PackagePart) => Buffer | Shortfall | null): void {
    this.#decrypt = decrypt;
  }
}
