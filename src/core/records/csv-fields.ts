const QUOTE = '"';

/**
 * The fields of one CSV record (RFC 4180); doubled quotes are one. Fields that are not quoted are trimmed.
 * @param record one record without its line end.
 */
export function csvFields(record: string, delimiter: string): readonly string[] {
  const fields: string[] = [];
  let at = 0;
  while (at <= record.length) {
    if (record[at] === QUOTE) {
      const end = closingQuote(record, at + 1);
      fields.push(record.slice(at + 1, end).replaceAll('""', QUOTE));
      const next = record.indexOf(delimiter, end + 1);
      at = next === -1 ? record.length + 1 : next + 1;
    } else {
      const next = record.indexOf(delimiter, at);
      fields.push(record.slice(at, next === -1 ? undefined : next).trim());
      at = next === -1 ? record.length + 1 : next + 1;
    }
  }
  return fields;
}

function closingQuote(record: string, from: number): number {
  let at = record.indexOf(QUOTE, from);
  while (at !== -1 && record[at + 1] === QUOTE) at = record.indexOf(QUOTE, at + 2);
  return at === -1 ? record.length : at;
}
