import { csvFields } from '../../core/index.ts';
import { decodeCharset } from '../decode/charset.ts';

/** A load file: the list that an export puts beside the files it wrote, one row a file. */
export interface LoadFileShape {
  readonly delimiter: string;
  /** The character around each field of a Concordance file (U+00FE); null for CSV. */
  readonly qualifier: string | null;
  /** Columns that say where a row's file stands, the surest first. */
  readonly pathColumns: readonly number[];
}

/** Names of columns that hold the path of a row's own file, as Purview, older content searches and review platforms write them; letters and digits alone. */
const PATH_NAMES = [
  'exportnativepath',
  'nativepath',
  'nativefilepath',
  'nativelink',
  'nativefile',
  'exportedpath',
  'targetpath',
  'filepath',
  'itempath',
  'documentpath',
] as const;

/** Names of which a load file of mail has two or more, so that another table with a path in it is none. */
const MAIL_NAMES: ReadonlySet<string> = new Set([
  ...[
    'subject',
    'subjectortitle',
    'emailsubject',
    'title',
    'internetmessageid',
    'messageid',
    'conversationid',
    'itemclass',
  ],
  ...[
    'sender',
    'senderorcreatedby',
    'from',
    'author',
    'to',
    'recipients',
    'recipientsintoline',
    'cc',
    'bcc',
    'custodian',
  ],
  ...[
    'documentid',
    'docid',
    'begdoc',
    'begbates',
    'controlnumber',
    'itemid',
    'itemidentity',
    'immutableid',
    'familyid',
    'fileid',
  ],
  ...[
    'sent',
    'datesent',
    'received',
    'receivedorcreated',
    'emaildatesent',
    'location',
    'locationname',
    'originalpath',
    'fileclass',
  ],
  ...[
    'attachmentnames',
    'hasattachments',
    'parentid',
    'md5hash',
    'sha256',
    'extractedtextpath',
    'textlink',
    'compoundpath',
  ],
]);
const FEWEST_MAIL_NAMES = 3;

/** A title row stands within so many bytes. */
const TITLE_BYTES = 16 * 1024;
const THORN = '\u00fe';
const FIELD_SEPARATOR = '\u0014';

/**
 * Tells a load file by its title row: CSV of a Purview or content search export (`Items.csv`, `Results.csv`, `Export_load_file.csv`), or a Concordance
 * file of a review platform (`.dat`: fields between U+00FE, apart by U+0014).
 * @param head the text's beginning.
 * @param charset the charset its bytes show; null where they show none.
 * @returns null for any other text.
 */
export function loadFileShape(head: Uint8Array, charset: string | null): LoadFileShape | null {
  const text = Buffer.from(decodeCharset(head.subarray(0, TITLE_BYTES), charset).utf8)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const line = text.slice(0, Math.max(0, text.search(/[\r\n]/)));
  const delimiter = text.startsWith(THORN) ? FIELD_SEPARATOR : line.includes('\t') ? '\t' : ',';
  const qualifier = text.startsWith(THORN) ? THORN : null;
  const names = fieldsOf(line, { delimiter, qualifier }).map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const pathColumns = PATH_NAMES.map((name) => names.indexOf(name)).filter((column) => column >= 0);
  const mailNames = names.filter((name) => MAIL_NAMES.has(name)).length;
  return pathColumns.length === 0 || mailNames < FEWEST_MAIL_NAMES ? null : { delimiter, qualifier, pathColumns };
}

/** The fields of a row. */
export function fieldsOf(
  row: string,
  { delimiter, qualifier }: Pick<LoadFileShape, 'delimiter' | 'qualifier'>,
): readonly string[] {
  if (qualifier === null) return csvFields(row, delimiter);
  return row.split(delimiter).map((field) => field.replaceAll(qualifier, '').trim());
}
