import type { ByteSpan } from '../../core/index.ts';
import { isStatedFor } from './stated-for.ts';
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

/** The nearest user name and host that are stated for a credential; on the same distance the one before it. */
export function neighboursOf(text: WindowedText, span: ByteSpan): Neighbours {
  const window = text.window(text.around(span[0], span[1], REACH));
  const own = [window.indexAt(span[0]), window.indexAt(span[1])] as const;
  return { principal: nearest(PRINCIPAL, window.text, own), host: nearest(HOST, window.text, own) };
}

function nearest(shape: RegExp, text: string, own: readonly [number, number]): string | null {
  let best: string | null = null;
  let bestDistance = text.length - 1;
  // From the end: of those before the credential the nearest comes first, and what is farther is not looked at.
  for (const match of [...text.matchAll(shape)].reverse()) {
    const value = match[1];
    if (value === undefined) continue;
    const end = match.index + match[0].length;
    const away = distance(end - value.length, own);
    if (away > bestDistance || /^(?:and|the|is|not|password|name)$/i.test(value)) continue;
    if (!isStatedFor(text, [match.index, end], own)) continue;
    best = value.replace(/[.,;]{1,3}$/, '');
    bestDistance = away;
  }
  return best;
}

function distance(index: number, own: readonly [number, number]): number {
  if (index >= own[0] && index < own[1]) return Number.POSITIVE_INFINITY;
  return index < own[0] ? own[0] - index : index - own[1] + 1;
}
