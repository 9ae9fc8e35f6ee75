/** A field body on one line (RFC 5322 §2.2.3): line ends removed, the white space after them kept; outer white space trimmed. */
export function unfold(text: string): string {
  return (text.includes('\n') || text.includes('\r') ? text.replace(/[\r\n]+/g, '') : text).trim();
}
