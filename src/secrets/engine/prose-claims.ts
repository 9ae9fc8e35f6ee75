import type { ByteSpan } from '../../core/index.ts';
import type { ScanContext } from '../finding.ts';
import type { ProseGate, WorthReading } from '../prose/index.ts';
import type { Candidate } from './candidate.ts';
import { UNKNOWN_VALIDITY } from './candidate.ts';
import type { TextWindow, WindowedText } from './text-window.ts';

/** A credential found in sentences; indexes are UTF-16 code units of the text that was searched. */
export interface ProseClaim {
  readonly rule: string;
  readonly kind: Candidate['kind'];
  readonly confidence: Candidate['confidence'];
  readonly start: number;
  readonly end: number;
  readonly principal: string | null;
  readonly host: string | null;
  readonly reasons: readonly string[];
}

/** Finds credentials that people state in sentences, in any supported language. */
export interface ProseReader {
  /** Tells in which languages a text is worth reading, and where. */
  readonly gate: ProseGate;
  readonly find: (text: string, context: ScanContext, worth: WorthReading) => readonly ProseClaim[];
}

/** Texts up to this many bytes are read for prose in one go; longer ones in stretches around what is worth reading. */
const WHOLE = 65_536;
const REACH = 4_096;
/** A stretch is read in one go, at a cost in memory; a text full of triggers is cut, each piece beginning a reach before its first. */
const LONGEST = 2 * WHOLE;

/** What prose claims of a text. `worth`: the bytes near which it is worth reading. */
export function proseClaims(
  reader: ProseReader,
  text: WindowedText,
  worth: WorthReading,
  context: ScanContext,
): readonly Candidate[] {
  const claims = stretches(text, worth).flatMap((span) => {
    const window = text.window(span);
    return reader.find(window.text, context, within(worth, span, window)).map((claim) => ({
      ...claim,
      form: 'prose' as const,
      validity: UNKNOWN_VALIDITY,
      secret: window.text.slice(claim.start, claim.end),
      span: [window.byteAt(claim.start), window.byteAt(claim.end)] as const,
    }));
  });
  // Where pieces overlap both may claim one place.
  return [...new Map(claims.map((claim) => [`${claim.span[0]} ${claim.span[1]} ${claim.rule}`, claim])).values()];
}

/** The same places, as units of a window. */
function within(worth: WorthReading, [start, end]: ByteSpan, window: TextWindow): WorthReading {
  const inside = [...worth].map(
    ([language, places]) =>
      [language, places.filter((place) => place >= start && place < end).map(window.indexAt)] as const,
  );
  return new Map(inside.filter(([, places]) => places.length > 0));
}

function stretches(text: WindowedText, worth: WorthReading): readonly ByteSpan[] {
  if (text.length <= WHOLE) return worth.size === 0 ? [] : [[0, text.length]];
  const merged: [number, number][] = [];
  for (const at of [...worth.values()].flat().sort((a, b) => a - b)) {
    const [start, end] = text.around(at, at, REACH);
    const last = merged.at(-1);
    const fits = last !== undefined && start <= last[1] && end - last[0] <= LONGEST;
    if (fits) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
