import { unfold } from './unfold.ts';

/** A Message-ID field as written, unfolded, brackets and comments included; null for an empty body. */
export function parseMessageId(body: string): string | null {
  const text = unfold(body);
  return text === '' ? null : text;
}

/** All message ids of In-Reply-To or References (RFC 5322 §3.6.4), each with its brackets, in order; other words are passed over. */
export function parseMessageIds(body: string): readonly string[] {
  const text = unfold(body);
  const ids: string[] = [];
  for (let start = text.indexOf('<'); start >= 0; ) {
    const end = text.indexOf('>', start);
    if (end < 0) break;
    ids.push(text.slice(text.lastIndexOf('<', end), end + 1));
    start = text.indexOf('<', end);
  }
  return ids;
}
