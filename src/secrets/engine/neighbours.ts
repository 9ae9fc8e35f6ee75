import type { ByteSpan } from '../../core/index.ts';
import type { WindowedText } from './text-window.ts';

/** Who and where, as the lines around a credential name them. */
export interface Neighbours {
  readonly principal: string | null;
  readonly host: string | null;
}

const REACH = 240;

/** A name before a value: `User ID=sa;`, `"username": "x"`, `login: x`. */
const PRINCIPAL =
  /(?<![A-Za-z])(?:user(?:[ _-]?(?:name|id|principal name))?|uid|login|log-?in name|account(?:[ _-]?name)?|client[_-]?id|app(?:lication)?[_ -]?id|benutzer(?:name)?|utilisateur|usuario|utente|access[_ -]?key[_ -]?id|upn|principal|e-?mail)["']?[ \t]{0,4}(?:=>|[:=]|is)[ \t]{0,4}["']?([A-Za-z0-9._%+@\\/$-]{2,100})/gi;
const HOST =
  /(?<![A-Za-z])(?:server|host(?:[ _-]?name)?|data source|address|endpoint|url|site|machine|fqdn|tenant(?:[ _-]?id)?|vpn|gateway|rechner|serveur|servidor)["']?[ \t]{0,4}(?:=>|[:=]|is)[ \t]{0,4}["']?((?:[a-z]{2,10}:\/\/)?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}(?:[:,]\d{2,5})?)/gi;

/** The nearest user name and host beside a credential; on the same distance the one before it. */
export function neighboursOf(text: WindowedText, span: ByteSpan): Neighbours {
  const window = text.window(text.around(span[0], span[1], REACH));
  const before = window.text.length;
  const place = (index: number): number => distance(window.byteAt(index), span);
  return { principal: nearest(PRINCIPAL, window.text, place, before), host: nearest(HOST, window.text, place, before) };
}

function distance(byte: number, span: ByteSpan): number {
  if (byte >= span[0] && byte < span[1]) return Number.POSITIVE_INFINITY;
  return byte < span[0] ? span[0] - byte : byte - span[1] + 1;
}

function nearest(shape: RegExp, text: string, place: (index: number) => number, furthest: number): string | null {
  let best: string | null = null;
  let bestDistance = furthest;
  for (const match of text.matchAll(shape)) {
    const value = match[1];
    if (value === undefined) continue;
    const away = place(match.index + match[0].length - value.length);
    if (away < bestDistance && !/^(?:and|the|is|not|password|name)$/i.test(value)) {
      best = value.replace(/[.,;]{1,3}$/, '');
      bestDistance = away;
    }
  }
  return best;
}
