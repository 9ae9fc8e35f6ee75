/** Line breaks before an element that is a block, and one after it; an element that is not here is inline. */
export const BLOCKS: ReadonlyMap<string, number> = new Map([
  ...['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 2] as const),
  ...(
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form head ' +
    'header hgroup hr html legend li listing main menu nav ol optgroup option plaintext pre section select summary title ul caption'
  )
    .split(' ')
    .map((name) => [name, 1] as const),
]);

/** Elements without content and without an end tag. */
export const VOID: ReadonlySet<string> = new Set(
  'area base basefont bgsound br col embed frame hr img input link meta param source track wbr'.split(' '),
);

/** For a start tag: which open elements it closes, and which stand in the way of that (HTML Living Standard §13.1.2.4). */
export const IMPLIED_ENDS: ReadonlyMap<
  string,
  { readonly closes: ReadonlySet<string>; readonly within: ReadonlySet<string> }
> = new Map([
  ['li', { closes: new Set(['li']), within: new Set(['ul', 'ol', 'menu', 'dir', 'td', 'th', 'div']) }],
  ['p', { closes: new Set(['p']), within: new Set(['td', 'th', 'div', 'table', 'li', 'blockquote']) }],
  ['option', { closes: new Set(['option']), within: new Set(['select']) }],
  ['dt', { closes: new Set(['dt', 'dd']), within: new Set(['dl', 'td', 'div']) }],
  ['dd', { closes: new Set(['dt', 'dd']), within: new Set(['dl', 'td', 'div']) }],
  ['tr', { closes: new Set(['tr']), within: new Set(['table']) }],
  ['td', { closes: new Set(['td', 'th']), within: new Set(['table', 'tr']) }],
  ['th', { closes: new Set(['td', 'th']), within: new Set(['table', 'tr']) }],
  ['a', { closes: new Set(['a']), within: new Set(['table']) }],
]);
