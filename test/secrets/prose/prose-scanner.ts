import { buildScanner } from '../../../src/secrets/engine/scan-text.ts';
import type { ScanContext, SecretFinding } from '../../../src/secrets/index.ts';
import { findProse as find, proseGate } from '../../../src/secrets/prose/index.ts';

const scanner = buildScanner({ rules: [], prose: { gate: proseGate(), find }, asOf: null });

/** A finding in prose, with the UTF-16 units that it stands in. */
export interface ProseFinding extends SecretFinding {
  readonly start: number;
  readonly end: number;
}

/** What prose alone finds in a text, the way a scan does: through the gate that tells where it is worth reading. */
export function findProse(text: string, context: ScanContext): readonly ProseFinding[] {
  const utf8 = Buffer.from(text);
  const unitsTo = (byte: number) => utf8.toString('utf8', 0, byte).length;
  return scanner
    .scan(utf8, context)
    .map((finding) => ({ ...finding, start: unitsTo(finding.span[0]), end: unitsTo(finding.span[1]) }));
}
