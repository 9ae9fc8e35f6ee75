import { parseColor } from './color.ts';

/** What an inline style says about whether and how its element's text shows. */
export interface Style {
  /** display:none and its like: no descendant can undo it. */
  readonly isGone: boolean;
  /** null where the style does not say. */
  readonly isInvisible: boolean | null;
  readonly isTiny: boolean | null;
  readonly color: number | null;
  /** 'unknown': an image or a colour we cannot tell, on which any text may show. */
  readonly background: number | 'unknown' | null;
  readonly isPreformatted: boolean;
  readonly hasNoMargin: boolean;
}

const GONE =
  /(?:^|;)(?:display:none|mso-hide:all|opacity:0?\.?0*(?:[;!]|$)|text-indent:-\d{3,}|(?:left|top):-\d{3,}|max-height:0(?:px)?(?:[;!]|$)|clip:rect\(0)/;
const DECLARATION =
  /(?:^|;)(visibility|font-size|color|background-color|background|white-space|margin|margin-bottom):([^;]{1,200})/g;

const styles = new Map<string, Style>();
const MOST_STYLES = 1024;
const LONGEST_STYLE = 4096;

/** Reads a `style` attribute; mail repeats the same few styles, so each is read once. */
export function parseStyle(text: string): Style {
  const known = styles.get(text);
  if (known !== undefined) return known;
  const style = readStyle(text.slice(0, LONGEST_STYLE));
  if (styles.size >= MOST_STYLES) styles.clear();
  if (text.length <= LONGEST_STYLE) styles.set(text, style);
  return style;
}

function readStyle(written: string): Style {
  const text = written
    .toLowerCase()
    .replace(/\/\*[^*]{0,200}\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([:;,!]) ?/g, '$1')
    .trim();
  const said = new Map<string, string>();
  for (const [, name, value] of text.matchAll(DECLARATION))
    said.set(name ?? '', (value ?? '').replace(/!important$/, '').trim());
  const visibility = said.get('visibility');
  return {
    isGone: GONE.test(text),
    isInvisible: visibility === undefined ? null : visibility === 'hidden' || visibility === 'collapse',
    isTiny: isTiny(said.get('font-size')),
    color: parseColor(said.get('color') ?? ''),
    background: background(said.get('background-color') ?? said.get('background')),
    isPreformatted: said.get('white-space')?.startsWith('pre') === true,
    hasNoMargin: /^0(?:[a-z]{2})?(?: |$)/.test(said.get('margin') ?? said.get('margin-bottom') ?? ''),
  };
}

/** Letters of a pixel or less nobody reads. */
function isTiny(fontSize: string | undefined): boolean | null {
  if (fontSize === undefined) return null;
  const match = /^(\d*\.?\d*)(px|pt|em|rem|%|)$/.exec(fontSize);
  if (match === null || match[1] === '') return false;
  const size = Number(match[1]);
  return match[2] === 'px' || match[2] === 'pt' ? size <= 1 : size === 0;
}

function background(value: string | undefined): Style['background'] {
  if (value === undefined || /^(?:none|transparent|inherit|initial)\b/.test(value)) return null;
  return parseColor(value.split(' ', 1)[0] ?? '') ?? 'unknown';
}
