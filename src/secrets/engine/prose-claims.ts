import type { ScanContext } from '../finding.ts';
import type { Candidate } from './candidate.ts';
import { UNKNOWN_VALIDITY } from './candidate.ts';
import type { WindowedText } from './text-window.ts';

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
  /** Literals of which one stands in every text worth reading; ASCII letters in either case. */
  readonly triggers: readonly string[];
  readonly find: (text: string, context: ScanContext) => readonly ProseClaim[];
}

/** Texts up to this many bytes are read for prose whole; longer ones in stretches around the triggers. */
const WHOLE = 65_536;
const REACH = 4_096;
/** A stretch is read in one go, at a cost in memory; a text full of triggers is cut, each piece beginning a reach before its first. */
const LONGEST = 2 * WHOLE;

/** What prose claims of a text. `triggers` are the bytes at which its triggers stand. */
export function proseClaims(
  reader: ProseReader,
  text: WindowedText,
  triggers: readonly number[],
  context: ScanContext,
): readonly Candidate[] {
  const claims = stretches(text, triggers).flatMap((span) => {
    const window = text.window(span);
    return reader.find(window.text, context).map((claim) => ({
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

function stretches(text: WindowedText, triggers: readonly number[]): readonly (readonly [number, number])[] {
  if (text.length <= WHOLE) return [[0, text.length]];
  const merged: [number, number][] = [];
  for (const at of [...triggers].sort((a, b) => a - b)) {
    const [start, end] = text.around(at, at, REACH);
    const last = merged.at(-1);
    const fits = last !== undefined && start <= last[1] && end - last[0] <= LONGEST;
    if (fits) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
