import { byteString } from './byte-string.ts';

/** Bytes 0x80 to 0x9F in windows-1252, as the WHATWG Encoding Standard has them: the five unassigned ones are C1 controls. */
const HIGH_CONTROLS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Brings windows-1252, and ISO 8859-1 which mail means it by, to UTF-8; every byte has a character. */
export function windows1252ToUtf8(bytes: Uint8Array): Uint8Array {
  const text = byteString(bytes);
  return Buffer.from(text.replace(/[\x80-\x9f]/g, (control) => HIGH_CONTROLS[control.charCodeAt(0) - 0x80] ?? control));
}
