import { shownAddress } from '../text/html/links.ts';

/** What a field's instruction says beyond what the field shows. */
export interface FieldInstruction {
  /** Where a HYPERLINK leads; null for any other field and a place in the same document. */
  readonly address: string | null;
  /** The instruction itself where it names a file, an address or a query (INCLUDETEXT, DDEAUTO, DATABASE); else null. */
  readonly source: string | null;
}

const HYPERLINK = /^\s{0,100}HYPERLINK\b/i;
/** Arguments in order: a switch with what belongs to it, a quoted or a bare word. */
const ARGUMENT = /\\[a-z](?:\s{1,20}"(?:[^"\\]|\\.)*")?|"((?:[^"\\]|\\.)*)"?|([^\s"\\][^\s"]*)/gi;
const SOURCE =
  /^\s{0,100}(?:INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD|MACROBUTTON|SET|QUOTE|DOCVARIABLE)\b/i;

/** Reads a field's instruction (RTF 1.9.1, "Fields"), attacker-controlled and never followed. */
export function fieldInstruction(text: string): FieldInstruction {
  const hyperlink = HYPERLINK.exec(text);
  if (hyperlink === null) return { address: null, source: SOURCE.test(text) ? text.trim() : null };
  for (const [, quoted, bare] of text.slice(hyperlink[0].length).matchAll(ARGUMENT)) {
    const written = quoted ?? bare;
    if (written !== undefined) return { address: shownAddress(written.replace(/\\(["\\])/g, '$1')), source: null };
  }
  return { address: null, source: null };
}
