/** One CSV record (RFC 4180), CRLF at its end; cells are quoted where they must be. */
export function csvRecord(cells: readonly (string | number)[]): string {
  const written = cells.map(String).map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return `${written.join(',')}\r\n`;
}
