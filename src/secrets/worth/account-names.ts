/** A name in a text that could be an account's. */
export interface AccountName {
  readonly name: string;
  /** UTF-16 code units of the text. */
  readonly start: number;
  readonly end: number;
}

const LONGEST_READ = 64_000;
/** An address, `DOMAIN\account`, a GUID, or a word parted as account names are: `svc_backup`, `svc-gis-etl`, `adm.jones`, `sqlsvc01`. */
const SHAPE =
  /(?<![\p{L}\p{N}._%+@\\/-])(?:[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}|[A-Z][A-Z0-9.-]{1,30}\\[\p{L}\p{N}][\p{L}\p{N}._$-]{1,63}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\p{L}[\p{L}\p{N}]{0,19}(?:[._-][\p{L}\p{N}]{1,24}){1,5}|\p{L}{2,16}\d{1,4})(?![\p{L}\p{N}@\\/-]|\.[\p{L}\p{N}])/giu;

/**
 * The names in a text that could be accounts', in order. Which of them are, only a directory tells: most are file names, hosts and words with hyphens.
 * @param most names given at most.
 */
export function accountNames(text: string, most: number): readonly AccountName[] {
  const found: AccountName[] = [];
  for (const { 0: name, index } of text.slice(0, LONGEST_READ).matchAll(SHAPE)) {
    if (found.length >= most) break;
    found.push({ name, start: index, end: index + name.length });
  }
  return found;
}
