import type { Problem, ProblemCode } from '../problem.ts';
import type { Allowance } from './allowance.ts';
import { BoundaryStack, type Delimiter } from './boundary-stack.ts';
import type { Entity, EntityShape } from './entity.ts';
import { type EntityHeader, readEntityHeader } from './entity-header.ts';
import { guessBoundary } from './guess-boundary.ts';
import { type FoundHeader, readHeader } from './read-header.ts';

/** The place of an entity in its tree. */
interface Place {
  readonly path: string;
  readonly depth: number;
  readonly inDigest: boolean;
  /** Whether this is the top entity of a message, whose multipart has no number of its own. */
  readonly top: boolean;
}

/** An entity, and the boundary line that ended it; null for the end of the bytes. */
interface Found {
  readonly entity: Entity;
  readonly end: Delimiter | null;
  /** Nothing but a boundary line where a part should be: no body, not even its blank line, and a header that names nothing. */
  readonly empty?: boolean;
}

/**
 * Finds the MIME tree of a message in one pass over its bytes, decoding nothing.
 * @param path the part number of the message itself: empty for an outermost one.
 * @param depth levels of nesting around it.
 */
export function readStructure(buffer: Buffer, path: string, depth: number, allowance: Allowance): Entity {
  return new StructureReader(buffer, allowance).readTop(path, depth);
}

class StructureReader {
  readonly #buffer: Buffer;
  readonly #allowance: Allowance;
  readonly #boundaries: BoundaryStack;
  readonly #isBoundary = (lineStart: number): boolean => this.#boundaries.isBoundary(lineStart);

  constructor(buffer: Buffer, allowance: Allowance) {
    this.#buffer = buffer;
    this.#allowance = allowance;
    this.#boundaries = new BoundaryStack(buffer);
  }

  readTop(path: string, depth: number): Entity {
    return this.#readEntity(this.#afterBlankLines(), { path, depth, inDigest: false, top: true }).entity;
  }

  /** Blank lines before a message's header are none of it. */
  #afterBlankLines(): number {
    let at = 0;
    while (this.#buffer[at] === 10 || this.#buffer[at] === 13) at++;
    return /^[\w-]{2,40}:/.test(this.#buffer.toString('latin1', at, at + 42)) ? at : 0;
  }

  #readEntity(start: number, place: Place): Found {
    const found = readHeader(this.#buffer, start, this.#isBoundary);
    const header = readEntityHeader(found.block, place.inDigest);
    if (!this.#allowance.takePart()) return this.#readUnread(start, found, header, place, 'too-many-parts');
    const { mediaType } = header.type;
    const isMultipart = mediaType.startsWith('multipart/');
    const isMessage = mediaType === 'message/rfc822' || mediaType === 'message/global';
    if ((isMultipart || isMessage) && place.depth >= this.#allowance.budget.depth) {
      return this.#readUnread(start, found, header, place, 'too-deep');
    }
    if (isMultipart) return this.#readMultipart(start, found, header, place);
    if (isMessage && header.encoding === 'identity') return this.#readMessage(start, found, header, place);
    const end = this.#boundaries.next(found.bodyStart);
    const entity = this.#entity(isMessage ? 'encoded-message' : 'leaf', start, found, header, place, end, []);
    return {
      entity,
      end,
      empty: found.endedBy === 'boundary' && header.fileName === null && header.contentId === null,
    };
  }

  #readUnread(start: number, found: FoundHeader, header: EntityHeader, place: Place, code: ProblemCode): Found {
    // Beyond the budget for parts nothing more is looked at: the row about this one stands for all the bytes that follow.
    const end = code === 'too-many-parts' ? null : this.#boundaries.next(found.bodyStart);
    return { entity: this.#entity('unread', start, found, header, place, end, [], [{ code, offset: start }]), end };
  }

  #readMessage(start: number, found: FoundHeader, header: EntityHeader, place: Place): Found {
    const path = place.top ? numberOf(place.path, 1) : place.path;
    const inner = this.#readEntity(found.bodyStart, { path, depth: place.depth + 1, inDigest: false, top: true });
    const entity = this.#entity('message', start, found, header, place, inner.end, [inner.entity]);
    return { entity, end: inner.end };
  }

  #readMultipart(start: number, found: FoundHeader, header: EntityHeader, place: Place): Found {
    const declared = header.type.parameters.get('boundary') ?? '';
    const problems: Problem[] = [];
    if (declared === '') problems.push({ code: 'missing-boundary-parameter', offset: start });
    let first = this.#open(declared, found.bodyStart);
    if (first === null) {
      problems.push({ code: 'missing-boundary-line', offset: found.bodyStart });
      const outer = this.#boundaries.next(found.bodyStart);
      const guessed = guessBoundary(this.#buffer, found.bodyStart, outer?.contentEnd ?? this.#buffer.length);
      first = this.#open(guessed ?? '', found.bodyStart);
      if (outer !== null && declared !== '') this.#boundaries.remember(declared, outer.level);
      if (first === null)
        return { entity: this.#entity('leaf', start, found, header, place, outer, [], problems), end: outer };
    }
    const children: Entity[] = [];
    const inside: Place = { ...place, inDigest: header.type.mediaType === 'multipart/digest' };
    const end = this.#readChildren(first, inside, children);
    const interrupted = end !== null && end.level < first.level;
    if (interrupted) this.#boundaries.interrupt(end.level);
    else this.#boundaries.pop();
    const after = end?.level === first.level ? this.#boundaries.next(end.next) : end;
    if (end?.level !== first.level)
      problems.push({ code: 'missing-closing-boundary', offset: end?.contentEnd ?? this.#buffer.length });
    return { entity: this.#entity('multipart', start, found, header, place, after, children, problems), end: after };
  }

  /** Pushes a boundary, if its first line is the next boundary line at all; leaves the stack as it was if not. */
  #open(boundary: string, from: number): Delimiter | null {
    if (boundary === '') return null;
    const level = this.#boundaries.push(boundary);
    const first = this.#boundaries.next(from);
    if (first?.level === level && !(first.closing && this.#isLastLine(first))) return first;
    this.#boundaries.pop();
    return null;
  }

  #isLastLine(first: Delimiter): boolean {
    return first.next >= this.#buffer.length;
  }

  /** Reads the parts of the multipart whose first boundary line is `first`; returns the line that ended it. */
  #readChildren(first: Delimiter, place: Place, children: Entity[]): Delimiter | null {
    let line: Delimiter | null = first;
    // A multipart may begin with its closing line by mistake; only a later one closes it.
    while (line !== null && line.level === first.level && (line === first || !line.closing)) {
      if (line.next >= this.#buffer.length) return null;
      const path = numberOf(place.path, children.length + 1);
      const child = this.#readEntity(line.next, { path, depth: place.depth + 1, inDigest: place.inDigest, top: false });
      if (child.empty !== true) children.push(child.entity);
      if (child.entity.problems.some(({ code }) => code === 'too-many-parts')) return null;
      line = child.end;
    }
    return line;
  }

  #entity(
    shape: EntityShape,
    headerStart: number,
    { block, bodyStart, problems }: FoundHeader,
    header: EntityHeader,
    place: Place,
    end: Delimiter | null,
    children: readonly Entity[],
    more: readonly Problem[] = [],
  ): Entity {
    const faults = header.faults.map((code) => ({ code, offset: headerStart }));
    return {
      shape,
      path: place.top ? topPath(place.path, shape) : place.path,
      depth: place.depth,
      block,
      header,
      headerStart,
      bodyStart,
      bodyEnd: Math.max(bodyStart, end === null ? this.#buffer.length : end.contentEnd),
      children,
      problems: problems.length + faults.length + more.length === 0 ? NONE : [...problems, ...faults, ...more],
    };
  }
}

const NONE: readonly Problem[] = [];

function numberOf(path: string, index: number): string {
  return path === '' ? String(index) : `${path}.${index}`;
}

function topPath(path: string, shape: EntityShape): string {
  if (shape !== 'multipart') return numberOf(path, 1);
  return path === '' ? 'TEXT' : `${path}.TEXT`;
}
