/** What native text makes of a destination. */
export type Destination =
  /** Its text stands where the destination does. */
  | 'through'
  /** Its text stands apart from the text around it: notes, headers. */
  | 'aside'
  /** The same, on a ground of its own. */
  | 'box'
  /** Only destinations within it say something. */
  | 'silent'
  | 'skipped'
  /** A line that a reader of the page does not see. */
  | 'hidden'
  /** A line that no reader sees either: a name and a value, each in a group of its own. */
  | 'variable'
  /** A line of the document's properties. */
  | 'property'
  | 'property-name'
  | 'property-value'
  | 'annotation'
  | 'annotation-author'
  | 'field'
  | 'instruction'
  | 'shape-property-name'
  | 'shape-property-value'
  | 'object'
  | 'picture'
  | 'colors'
  | 'page-background';

const WORDS: Readonly<Record<Exclude<Destination, 'instruction'>, string>> = {
  through: 'fldrslt result objresult shppict listtext pntext moMath moMathPara object mr nesttableprops',
  aside: 'header headerl headerr headerf footer footerl footerr footerf footnote',
  box: 'shptxt dptxbxtext',
  silent: 'info userprops shp shpinst shpgrp do sp picprop hl formfield mailmerge filetbl mmodso',
  skipped:
    'stylesheet revtbl nonshppict private1 ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pntxta pntxtb shprslt nonesttables mhtmltag htmltag listpicture objclass objname objalias objsect bkmkstart bkmkend creatim revtim printim buptim themedata mmathPict mtype mpos mcount mmcJc fontemb listtable listoverridetable list listlevel leveltext levelnumbers listname listoverride lfolevel',
  hidden:
    'xe tc rxe template nextfile file ffname ffdeftext ffhelptext ffstattext ffl ffentrymcr ffexitmcr mmconnectstr mmconnectstrdata mmquery mmdatasource mmheadersource mmodsosrc mmodsoudl xmlattrvalue hlsrc hlloc',
  variable: 'docvar',
  property: 'title subject author manager company operator category keywords comment doccomm hlinkbase',
  'property-name': 'propname',
  'property-value': 'staticval linkval',
  annotation: 'annotation',
  'annotation-author': 'atnauthor',
  field: 'field',
  'shape-property-name': 'sn',
  'shape-property-value': 'sv',
  object: 'objdata',
  picture: 'pict',
  colors: 'colortbl',
  'page-background': 'background',
};

const DESTINATIONS: ReadonlyMap<string, Destination> = new Map([
  ...Object.entries(WORDS).flatMap(([kind, words]) =>
    words.split(' ').map((word): [string, Destination] => [word, kind as Destination]),
  ),
  ['fldinst', 'instruction'],
]);

/** What a control word at the beginning of a group makes of it; null for one that names no destination known here. */
export function destinationOf(word: string): Destination | null {
  return DESTINATIONS.get(word) ?? (/^m[a-zA-Z]{1,20}Pr$/.test(word) ? 'skipped' : null);
}
