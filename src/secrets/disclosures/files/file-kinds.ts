import type { ByteSpan } from '../../../core/index.ts';
import type { DisclosureKind } from '../kind.ts';
import { isNamed, plainFileName } from './file-names.ts';

interface FileKind {
  readonly kind: number;
  readonly name: string;
  readonly names: readonly string[];
  /** Lists of literals, by their places among all literals. */
  readonly texts: readonly (readonly number[])[];
}

/** A file that is of a kind as a whole. */
interface FoundFile {
  readonly kind: number;
  readonly value: string;
  readonly span: ByteSpan;
}

/** Tells files of a kind by their names and by what stands in their texts. */
export class FileKinds {
  readonly #kinds: readonly FileKind[];
  readonly #literals: readonly number[];

  /** @param literals the place of each literal among all: by whether its case counts, and itself. */
  constructor(kinds: readonly DisclosureKind[], literals: ReadonlyMap<string, number>) {
    this.#kinds = kinds.flatMap(({ find, name }, kind) => {
      if (find.by !== 'file') return [];
      const texts = find.texts.map((all) => all.map((text) => literals.get(`true ${text}`) ?? -1));
      return [{ kind, name, names: find.names, texts }];
    });
    this.#literals = this.#kinds.flatMap(({ texts }) => texts.flatMap((all) => all[0] ?? []));
  }

  /** @param firstAt by literal, where it stands first; -1 where it does not. */
  find(firstAt: Int32Array, fileName: string | null): readonly FoundFile[] {
    if (fileName === null && !this.#literals.some((literal) => (firstAt[literal] ?? -1) >= 0)) return [];
    const plain = fileName === null ? null : plainFileName(fileName);
    return this.#kinds.flatMap(({ kind, name, names, texts }) => {
      const text = texts.find((all) => all.every((literal) => (firstAt[literal] ?? -1) >= 0));
      const isCalled = plain !== null && names.some((form) => isNamed(plain, form));
      if (text === undefined && !isCalled) return [];
      const at = text === undefined ? 0 : (firstAt[text[0] ?? 0] ?? 0);
      return [{ kind, value: plain ?? name.toLowerCase(), span: [at, at] as const }];
    });
  }
}
