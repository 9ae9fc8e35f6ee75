import type { Compound, CompoundEntry } from '../../../ole/compound.ts';
import type { Shortfall } from '../../../shortfall.ts';
import type { Findings } from '../findings.ts';
import { streamBytes } from '../stream-bytes.ts';
import { writeStrings } from '../strings.ts';
import { inkText } from './ink-text.ts';

const STRINGS_ONLY: Shortfall = {
  reason: 'unsupported',
  detail: 'This kind of document is not read yet; what in it looks like text was taken from it. Open it by hand.',
};

const PICTURE_ONLY: Shortfall = {
  reason: 'unsupported',
  detail: 'This object holds only a picture of itself, whose text is not read yet; open it by hand.',
};

/** Streams in which an object keeps how it looks ([MS-OLEDS] §2.3.4), and the most bytes of one that shows nothing. */
const LOOKS = /^(?:\x02OlePres\d+|\x03E?PRINT|\x03META)$/;
const NO_LOOKS_BYTES = 64;

/** ASCII letters in a row that are taken for a text. */
const LEAST_NARROW = 12;
const MOST_STREAMS = 4096;

/** Streams that others read, or that hold no text of the document. */
const BESIDE = /^(?:\x01|\x02|\x03|\x05|PROJECT$|PROJECTwm$|Pictures$|Current User$)/;

/** Writes a document of another program than Word, Excel and PowerPoint: Publisher's text as such, of others what looks like text. */
export function writeOtherDocument(compound: Compound, findings: Findings): void {
  const ink = inkStream(compound, findings);
  const text = ink === null ? null : inkText(ink);
  if (text !== null) {
    findings.text.mark('text');
    findings.text.line(text);
    return;
  }
  const streams = streamsOf(compound);
  if (streams.length === 0) {
    findings.lost(hasLooks(compound) ? PICTURE_ONLY : null);
    return;
  }
  for (const entry of streams) {
    const bytes = streamBytes(compound, compound.root, entry.name, findings);
    if (bytes !== null) writeStrings(findings.text, bytes, `strings in ${entry.name}`, LEAST_NARROW);
    if (findings.text.isFull) return;
  }
  findings.lost(STRINGS_ONLY);
}

/** Where Publisher, and Works, keep a document's text. */
function inkStream(compound: Compound, findings: Findings): Buffer | null {
  const quill = compound.child(compound.root, 'Quill');
  const inner = quill === null ? null : compound.child(quill, 'QuillSub');
  return streamBytes(compound, inner ?? compound.root, 'CONTENTS', findings);
}

/** The streams of the root alone: what stands in storages is taken for objects, which are read in their turn. */
function streamsOf(compound: Compound): readonly CompoundEntry[] {
  return compound
    .children(compound.root)
    .filter(({ kind, name }) => kind === 'stream' && !BESIDE.test(name))
    .slice(0, MOST_STREAMS);
}

function hasLooks(compound: Compound): boolean {
  return compound.children(compound.root).some(({ name, size }) => LOOKS.test(name) && size > NO_LOOKS_BYTES);
}
