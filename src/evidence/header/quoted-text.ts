/**
 * Reads a quoted string (RFC 5322 §3.2.4) whose opening quote stands at `start`.
 * @returns the text within, quoted pairs resolved, and where the string ends; null when it is never closed.
 */
export function readQuotedString(text: string, start: number): { readonly value: string; readonly end: number } | null {
  let value = '';
  let from = start + 1;
  for (let at = from; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x22) return { value: value + text.slice(from, at), end: at + 1 };
    if (char !== 0x5c) continue;
    const next = text.charCodeAt(at + 1);
    // A backslash before anything but a quote or itself is meant literally by most who write it (`C:\report.doc`).
    if (next === 0x22 || next === 0x5c) {
      value += text.slice(from, at);
      from = at + 1;
      at++;
    }
  }
  return null;
}

/**
 * Reads a comment (RFC 5322 §3.2.2), nested ones included, whose `(` stands at `start`.
 * @returns the text within the outer brackets, and where the comment ends; null when it is never closed.
 */
export function readComment(text: string, start: number): { readonly value: string; readonly end: number } | null {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x5c) at++;
    else if (char === 0x28) depth++;
    else if (char === 0x29 && --depth === 0)
      return { value: text.slice(start + 1, at).replace(/\\(.)/g, '$1'), end: at + 1 };
  }
  return null;
}

/** The text without its comments; an unclosed one stays as it is. Quoted strings are not looked into. */
export function withoutComments(text: string): string {
  if (!text.includes('(')) return text;
  let kept = '';
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const char = text.charCodeAt(at);
    const skipped = char === 0x22 ? readQuotedString(text, at) : char === 0x28 ? readComment(text, at) : null;
    if (skipped === null) {
      // Whatever opens here is never closed, so nothing after it needs a second look.
      if (char === 0x22 || char === 0x28) break;
      at++;
      continue;
    }
    if (char === 0x28) {
      kept += `${text.slice(from, at)} `;
      from = skipped.end;
    }
    at = skipped.end;
  }
  return kept + text.slice(from);
}
