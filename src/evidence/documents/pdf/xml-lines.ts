/** Most characters that are looked at. */
const MOST_XML = 4_194_304;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
]);

/**
 * The values in a piece of XML, a line for each, after the name it stands under. It need not be well-formed.
 * @param withAttributes Whether what stands in attributes is a value too.
 */
export function xmlLines(xml: string, withAttributes: boolean): readonly string[] {
  const lines: string[] = [];
  for (const piece of xml.slice(0, MOST_XML).split('<')) {
    const end = piece.indexOf('>');
    const name = /^[\w:.-]{1,100}/.exec(piece)?.[0];
    if (end < 0) continue;
    if (withAttributes && name !== undefined) lines.push(...attributeLines(piece.slice(0, end)));
    const text = piece.slice(end + 1).trim();
    if (text !== '') lines.push(name === undefined ? unescaped(text) : `${name}: ${unescaped(text)}`);
  }
  return lines;
}

function attributeLines(tag: string): readonly string[] {
  return [...tag.matchAll(/\s([\w:.-]{1,100})=(?:"([^"]*)"|'([^']*)')/g)].flatMap(([, key = '', double, single]) => {
    const value = double ?? single ?? '';
    return value === '' || key.startsWith('xmlns') ? [] : [`${key}: ${unescaped(value)}`];
  });
}

function unescaped(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, entity: string) => {
    if (!entity.startsWith('#')) return ENTITIES.get(entity) ?? whole;
    const isHex = entity[1] === 'x' || entity[1] === 'X';
    const code = isHex ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
