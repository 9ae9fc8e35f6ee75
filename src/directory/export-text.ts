const decoders = { utf8: 'utf-8', utf16le: 'utf-16le', utf16be: 'utf-16be' } as const;

/**
 * The text of an export: UTF-8 unless a byte order mark, or NULs between ASCII characters, say UTF-16 (what Windows
 * PowerShell's `Out-File` writes). The mark is dropped; bytes that are no text become U+FFFD.
 */
export function exportText(bytes: Uint8Array): string {
  return new TextDecoder(decoders[encodingOf(bytes)]).decode(bytes);
}

function encodingOf(bytes: Uint8Array): keyof typeof decoders {
  const [first = 0, second = 0] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf16le';
  if (first === 0xfe && second === 0xff) return 'utf16be';
  if (bytes.length < 2) return 'utf8';
  if (first !== 0 && second === 0) return 'utf16le';
  return first === 0 && second !== 0 ? 'utf16be' : 'utf8';
}
