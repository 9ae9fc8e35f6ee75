/** Sets of characters that tokens, ids and encodings draw from. */
export const DIGITS = '0123456789';
export const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const UPPER = LOWER.toUpperCase();
export const HEX = '0123456789abcdef';
export const ALPHANUMERIC = DIGITS + UPPER + LOWER;
/** RFC 4648 §6. */
export const BASE32 = `${UPPER}234567`;
/** RFC 4648 §5. */
export const BASE64URL = `${UPPER}${LOWER}${DIGITS}-_`;
