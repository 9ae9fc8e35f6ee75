import iconv from 'iconv-lite';

/** Code pages in which tools before Unicode, and some to this day, take a password's bytes: Windows and DOS in the west, Cyrillic, Japanese, Chinese. */
const CODE_PAGES = ['windows-1252', 'cp437', 'cp850', 'cp866', 'shift_jis', 'gbk'];

/** The bytes that a password may stand for, UTF-8 first; one alone where it is ASCII. */
export function passwordBytes(password: string): readonly Uint8Array[] {
  const utf8 = Buffer.from(password, 'utf8');
  if (utf8.length === password.length) return [utf8];
  const found = new Map<string, Uint8Array>([[utf8.toString('latin1'), utf8]]);
  for (const page of CODE_PAGES) {
    const bytes = iconv.encode(password, page);
    if (iconv.decode(bytes, page) === password) found.set(bytes.toString('latin1'), bytes);
  }
  return [...found.values()];
}
