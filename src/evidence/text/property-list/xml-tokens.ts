/** One thing in XML. `text`: decoded. */
export type XmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly isEmpty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'comment'; readonly text: string };

const NAME = /^[A-Za-z]{1,20}/;
const LONGEST_DECLARATION = 1000;

/**
 * The tokens of simple XML: no elements but those named in letters, no entities but the five and numbers. Ends with null at anything else, such as a
 * document type with declarations of its own. Linear in the text.
 */
export function* xmlTokens(xml: string): Generator<XmlToken | null> {
  let at = 0;
  while (at < xml.length) {
    if (xml[at] !== '<') {
      const end = indexOrEnd(xml, '<', at);
      yield { kind: 'text', text: decodeEntities(xml.slice(at, end)) };
      at = end;
      continue;
    }
    const markup = markupAt(xml, at);
    if (markup === null) return yield null;
    if (markup.token !== null) yield markup.token;
    at = markup.end;
  }
}

interface Markup {
  readonly token: XmlToken | null;
  readonly end: number;
}

function markupAt(xml: string, at: number): Markup | null {
  if (xml.startsWith('<!--', at)) return enclosed(xml, at + 4, '-->', (text) => ({ kind: 'comment', text }));
  if (xml.startsWith('<![CDATA[', at)) return enclosed(xml, at + 9, ']]>', (text) => ({ kind: 'text', text }));
  if (xml.startsWith('<?', at)) return enclosed(xml, at + 2, '?>', () => null);
  const end = xml.indexOf('>', at);
  if (end < 0 || end - at > LONGEST_DECLARATION) return null;
  const inside = xml.slice(at + 1, end);
  if (inside.startsWith('!')) return inside.includes('[') ? null : { token: null, end: end + 1 };
  const isClose = inside.startsWith('/');
  const name = NAME.exec(isClose ? inside.slice(1) : inside)?.[0];
  if (name === undefined) return null;
  const token: XmlToken = isClose ? { kind: 'close', name } : { kind: 'open', name, isEmpty: inside.endsWith('/') };
  return { token, end: end + 1 };
}

function enclosed(xml: string, from: number, mark: string, make: (text: string) => XmlToken | null): Markup | null {
  const end = xml.indexOf(mark, from);
  return end < 0 ? null : { token: make(xml.slice(from, end)), end: end + mark.length };
}

function indexOrEnd(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at;
}

const ENTITY = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
