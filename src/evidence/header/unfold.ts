const FOLD = /[\r\n]+([ \t]?)/g;

/**
 * A field body on one line (RFC 5322 §2.2.3): line ends removed, the white space after them kept, or a space put where there is none;
 * outer white space trimmed.
 */
export function unfold(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.includes('\n') && !trimmed.includes('\r')) return trimmed;
  return trimmed.replace(FOLD, (_fold, blank: string) => blank || ' ');
}
