/** What a percent-encoded part of a URI says (RFC 3986, section 2.1); as it stands where it is no well-formed UTF-8 or hides controls. */
export function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    const decoded = decodeURIComponent(text);
    return /[\x00-\x1f\x7f]/.test(decoded) ? text : decoded;
  } catch {
    return text;
  }
}
