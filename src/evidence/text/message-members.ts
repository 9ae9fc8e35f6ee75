import type { LeafPart } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';

/** The parts of a message or MIME entity found in a leaf, as members of it by part number; their spans would count other bytes, so they have none. */
export function membersByNumber({ path }: LeafPart, parts: readonly Part[]): readonly Part[] {
  return parts.map((part) => ({
    ...part,
    path,
    member: [part.path, ...part.member],
    headerSpan: null,
    bodySpan: null,
  }));
}

/**
 * The parts of a message found in a leaf, as members of it by file name; bodies are `message.txt`, `message.html` and `message.rtf`. Parts of a
 * message embedded in it follow under its name. What only structures (multipart/*) is left out.
 */
export function membersByName(leaf: LeafPart, parts: readonly Part[]): readonly Part[] {
  const chains = new Chains();
  return parts.filter(isOwnContent).map((part) => {
    if (part.member.length === 0) chains.add(part);
    const member = [...chains.of(part.path), ...part.member];
    return { ...part, path: leaf.path, member, headerSpan: null, bodySpan: null };
  });
}

const isOwnContent = ({ content, mediaType }: Part) =>
  content.state !== 'container' || !mediaType.startsWith('multipart/');

/** Names of the parts met so far, from the outermost in. */
class Chains {
  readonly #chains = new Map<string, readonly string[]>();
  readonly #taken = new Map<string, number>();

  /** Gives a part a name that no other beside it has: the second `a.png` becomes `a.png (2)`. */
  add(part: Part): void {
    const outer = this.#around(part.path);
    const chain = [...outer, memberName(part)];
    const key = JSON.stringify(chain);
    const count = (this.#taken.get(key) ?? 0) + 1;
    this.#taken.set(key, count);
    this.#chains.set(part.path, count === 1 ? chain : [...outer, `${memberName(part)} (${count})`]);
  }

  of(path: string): readonly string[] {
    return this.#chains.get(path) ?? [path];
  }

  /** The chain of the embedded message that the part numbered `path` stands in; empty for the outermost message. */
  #around(path: string): readonly string[] {
    for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
      const chain = this.#chains.get(path.slice(0, dot));
      if (chain !== undefined) return chain;
    }
    return [];
  }
}

const BODY_NAMES: ReadonlyMap<string, string> = new Map([
  ['text/plain', 'message.txt'],
  ['text/html', 'message.html'],
  ['text/rtf', 'message.rtf'],
  ['application/rtf', 'message.rtf'],
]);

function memberName({ fileName, role, mediaType, path }: Part): string {
  const body = role === 'attachment' ? undefined : BODY_NAMES.get(mediaType);
  return fileName ?? body ?? path;
}
