import { createHash } from 'node:crypto';
import type { EvidenceEvent, Part } from '../evidence/index.ts';

/** What is kept of a part's bytes. */
export interface PartFacts {
  /** Bytes; -1 where they could not be read. */
  readonly size: number;
  /** Of a file: a text is known by its words. */
  readonly sha256: string | null;
}

const KNOWN = new WeakMap<Part, PartFacts>();

/**
 * Passes events on, each with the bytes of its files already weighed: they are decoded anew at each call, from a source that may be
 * closed once reading has gone on.
 */
export async function* withFacts(events: AsyncIterable<EvidenceEvent>): AsyncGenerator<EvidenceEvent> {
  for await (const event of events) {
    if (event.type === 'message') event.message.parts.forEach(partFacts);
    else if (event.type === 'document') event.document.parts.forEach(partFacts);
    yield event;
  }
}

/** The facts of a part, read when they are first asked for. */
export function partFacts(part: Part): PartFacts {
  const known = KNOWN.get(part) ?? factsOf(part);
  KNOWN.set(part, known);
  return known;
}

function factsOf(part: Part): PartFacts {
  const bytes = isFile(part) ? part.bytes() : null;
  const text = part.content.state === 'text' ? part.content.text.utf8 : null;
  return {
    size: bytes?.length ?? text?.length ?? -1,
    sha256: bytes === null ? null : createHash('sha256').update(bytes).digest('hex'),
  };
}

/** An attachment, or a file that is no mail: the same bytes elsewhere are the same thing. */
function isFile({ role, content, path }: Part): boolean {
  return role === 'attachment' || (path === '' && content.state !== 'text');
}
