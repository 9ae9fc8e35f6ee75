/** A column's name as it is compared: lower case, without spaces, punctuation, and a trailing number of a repeated name. */
export function columnKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/#\d+$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A look-up from the compared names of columns to what they hold. Where two hold the same, the earlier name in the list wins. */
export function columnLexicon<Field extends string>(
  names: Readonly<Record<Field, readonly string[]>>,
): ReadonlyMap<string, { readonly field: Field; readonly rank: number }> {
  const lexicon = new Map<string, { readonly field: Field; readonly rank: number }>();
  for (const field of Object.keys(names) as Field[]) {
    for (const [rank, name] of names[field].entries()) lexicon.set(columnKey(name), { field, rank });
  }
  return lexicon;
}
