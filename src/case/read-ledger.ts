import { type ChainEntry, readSealedLine } from '../seal/index.ts';
import { ledgerLines } from './ledger-file.ts';

/** The entries of one kind, or all, in a case's ledger, oldest first. Signatures are not checked here: `verifyCase` does that. */
export function ledgerEntries(folder: string, kind?: string): readonly ChainEntry[] {
  return ledgerLines(folder).flatMap((line) => {
    const entry = readSealedLine(line)?.entry;
    return entry !== undefined && (kind === undefined || entry.kind === kind) ? [entry] : [];
  });
}
