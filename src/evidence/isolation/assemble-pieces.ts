import type { Piece } from '../documents/document-reader.ts';
import type { Key } from '../key.ts';
import type { Extraction, PartExtractor } from '../mime/part-extractor.ts';
import type { ExtractedText, Part, PartContent } from '../part.ts';
import { isShortfall, type Shortfall } from '../shortfall.ts';
import { memberParts, shownName, unreadMember } from '../text/member.ts';
import { TOO_LONG, TOO_MANY } from '../text/member-budget.ts';
import { type Deferral, markDeferred, markOpened } from './deferral.ts';

/** Who opened what, and who reads what is inside. */
interface Assembly {
  readonly keys: readonly Key[];
  readonly extract: PartExtractor;
}

/** What a part comes to whose pieces a reader found. A part in which something is locked may be opened again, with passwords. */
export async function assemblePieces(
  deferral: Deferral,
  pieces: AsyncIterable<Piece>,
  { keys, extract }: Assembly,
): Promise<Extraction> {
  const whole = new Whole(deferral, keys, extract);
  for await (const piece of pieces) if (!whole.add(piece)) break;
  return whole.finish();
}

class Whole {
  readonly #deferral: Deferral;
  readonly #keys: readonly Key[];
  readonly #extract: PartExtractor;
  readonly #members: Part[] = [];
  #own: ExtractedText | null = null;
  #key: Key | null = null;
  #rest: Shortfall | null = null;
  #isLocked = false;

  constructor(deferral: Deferral, keys: readonly Key[], extract: PartExtractor) {
    this.#deferral = deferral;
    this.#keys = keys;
    this.#extract = extract;
  }

  /** Takes one piece; false when the message has no parts left for more. */
  add(piece: Piece): boolean {
    const { leaf } = this.#deferral;
    if (piece.type === 'unread') this.#addUnread(piece.name, piece.shortfall);
    else if (piece.type === 'text' && piece.name === null) {
      this.#own = piece.text;
      this.#key = this.#keyOf(piece.password);
    } else if (!leaf.allowance.takePart()) {
      this.#members.push(unreadMember(leaf, shownName(piece.name ?? ''), TOO_MANY));
      return false;
    } else this.#addMember(piece);
    return true;
  }

  finish(): Extraction {
    const { leaf } = this.#deferral;
    const content = this.#content();
    const isBeside = this.#rest !== null && content.state !== 'unread';
    if (isBeside && this.#rest !== null) this.#members.push(unreadMember(leaf, '(rest)', this.#rest));
    if (this.#isLocked) markDeferred(content, this.#deferral);
    if (this.#key !== null) markOpened(content, this.#key);
    return { content, members: this.#members, problems: [] };
  }

  #content(): PartContent {
    if (this.#own !== null) return { state: 'text', text: this.#own };
    if (this.#members.length > 0) return { state: 'container' };
    return { state: 'unread', ...(this.#rest ?? NOTHING_INSIDE) };
  }

  #addUnread(name: string | null, shortfall: Shortfall): void {
    this.#isLocked ||= shortfall.reason === 'encrypted';
    if (name === null) this.#rest = shortfall;
    else this.#members.push(unreadMember(this.#deferral.leaf, shownName(name), shortfall));
  }

  #addMember(piece: Exclude<Piece, { type: 'unread' }>): void {
    const { leaf } = this.#deferral;
    const name = shownName(piece.name ?? '');
    const bytes = piece.type === 'text' ? piece.text.utf8 : piece.bytes;
    if (!leaf.allowance.takeExpandedBytes(bytes.length)) {
      this.#members.push(unreadMember(leaf, name, TOO_LONG));
      return;
    }
    const parts = piece.type === 'text' ? [textMember(this.#deferral, name, piece.text)] : this.#read(piece, name);
    const key = this.#keyOf(piece.password);
    if (key !== null && parts[0] !== undefined) markOpened(parts[0].content, key);
    this.#members.push(...parts);
  }

  #read({ bytes, shortfall, mediaType }: Extract<Piece, { type: 'member' }>, name: string): readonly Part[] {
    this.#isLocked ||= isShortfall(shortfall) && shortfall.reason === 'encrypted';
    return memberParts(this.#deferral.leaf, { name, bytes: () => bytes, shortfall }, this.#extract, mediaType);
  }

  #keyOf(index: number | null): Key | null {
    return index === null ? null : (this.#keys[index] ?? null);
  }
}

const NOTHING_INSIDE: Shortfall = {
  reason: 'damaged',
  detail: 'Nothing was found in this, neither text nor a file; open it by hand.',
};

function textMember({ leaf }: Deferral, name: string, text: ExtractedText): Part {
  return {
    path: leaf.path,
    member: [name],
    role: 'attachment',
    mediaType: 'text/plain',
    charset: null,
    fileName: name,
    contentId: null,
    headerSpan: null,
    bodySpan: null,
    content: { state: 'text', text },
    bytes: () => text.utf8,
    problems: [],
  };
}
