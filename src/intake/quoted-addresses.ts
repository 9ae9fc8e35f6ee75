import { addressesIn } from './mail-address.ts';

/** Names of the header lines that mailers write above a quoted message, by language; lower case. */
const HEADER_WORDS: ReadonlySet<string> = new Set([
  ...['from', 'to', 'cc', 'bcc', 'sender', 'reply-to', 'sent by', 'on behalf of'],
  ...['von', 'an', 'kopie', 'bk', 'antwort an', 'absender', 'empfänger'],
  ...['de', 'à', 'a', 'cci', 'copie à', 'expéditeur', 'destinataire', 'objet de', 'envoyé par'],
  ...['para', 'cco', 'con copia', 'enviado por', 'remetente', 'da', 'per', 'mittente', 'destinatario', 'ccn'],
  ...['van', 'aan', 'verzonden door', 'od', 'do', 'dw', 'udw', 'nadawca', 'adresat'],
  ...['от', 'от кого', 'кому', 'копия', 'від', 'від кого', 'копія', 'відправник', 'отправитель'],
  ...[
    'kimden',
    'gönderen',
    'kime',
    'bilgi',
    'gizli',
    'från',
    'till',
    'kopia',
    'fra',
    'til',
    'lähettäjä',
    'vastaanottaja',
    'kopio',
  ],
  ...['من', 'إلى', 'نسخة', 'المرسل', 'מאת', 'אל', 'עותק', 'העתק'],
  ...[
    '差出人',
    '宛先',
    '送信者',
    '发件人',
    '收件人',
    '抄送',
    '寄件者',
    '收件者',
    '副本',
    '密件副本',
    '보낸 사람',
    '받는 사람',
    '참조',
    '발신',
    '수신',
  ],
]);

/** Words of which one stands in each line that introduces a quote: "On … X <a@b> wrote:". Lower case. */
const ATTRIBUTION_WORDS: readonly string[] = [
  ...[
    'wrote',
    'writes',
    'said',
    'schrieb',
    'schreibt',
    'a écrit',
    'escribió',
    'escreveu',
    'ha scritto',
    'schreef',
    'pisze',
  ],
  ...[
    'napisał',
    'napsal',
    'пишет',
    'написал',
    'пише',
    'написав',
    'yazdı',
    'şunu yazdı',
    'skrev',
    'kirjoitti',
    'írta',
    'έγραψε',
  ],
  ...['كتب', 'كتبت', 'כתב', 'כתבה', '写道', '寫道', '书写', 'のメール', '書きました', 'wrote', '작성', '님이'],
];

const LONGEST_WORD = 24;
const LONGEST_LINE = 4000;
const CONTINUATION_LINES = 10;

/**
 * The addresses in the header lines of quoted replies and forwards within a body: Outlook blocks (`From: … To: …`) in sixteen languages, at any
 * quote depth (`> > From:`), and attribution lines (`On … X <a@b> wrote:`), also when wrapped over three lines.
 * Addresses that merely stand in the prose are not given. Linear in the text's length; lines count to 4,000 characters.
 * @returns lower case, each once, in order of appearance.
 */
export function quotedAddresses(text: string): readonly string[] {
  const found = new Set<string>();
  if (!text.includes('@')) return [];
  const lines = unquotedLines(text);
  let continuing = 0;
  let previous = '';
  let beforePrevious = '';
  for (const line of lines) {
    const header = isHeaderLine(line);
    continuing = header ? CONTINUATION_LINES : continues(line, continuing);
    if (header || continuing > 0) addAll(found, line);
    else if (line.endsWith(':') || line.endsWith('：')) addAll(found, attribution(beforePrevious, previous, line));
    beforePrevious = previous;
    previous = line;
  }
  return [...found];
}

function addAll(found: Set<string>, text: string): void {
  for (const address of addressesIn(text)) found.add(address);
}

/** Lines without their quote marks and the emphasis that mailers put around header names. */
function* unquotedLines(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    yield text
      .slice(start, Math.min(end, start + LONGEST_LINE))
      .replace(/^[\s>|*_]+/, '')
      .trimEnd();
    start = end + 1;
  }
}

function isHeaderLine(line: string): boolean {
  const colon = line.slice(0, LONGEST_WORD + 4).search(/[:：]/);
  if (colon < 1) return false;
  const word = line
    .slice(0, colon)
    .replace(/[*_\s]+$/, '')
    .toLowerCase();
  return HEADER_WORDS.has(word);
}

/** A header line wraps until an empty line or a line that is something else ("Subject: …", a sentence without addresses). */
function continues(line: string, left: number): number {
  if (left === 0 || line === '' || /^[\p{L}-]{1,20}[:：]/u.test(line)) return 0;
  return line.includes('@') || line.endsWith(';') || line.endsWith(',') ? left - 1 : 0;
}

/** The text of an attribution that ends with `line`, from the line where it began; empty where it is none. */
function attribution(beforePrevious: string, previous: string, line: string): string {
  if (hasVerb(line)) {
    if (line.includes('@')) return line;
    if (previous === '') return '';
    return previous.includes('@') ? previous : `${beforePrevious}\n${previous}`;
  }
  return hasVerb(previous) ? `${previous}\n${line}` : '';
}

function hasVerb(line: string): boolean {
  const lower = line.toLowerCase();
  return ATTRIBUTION_WORDS.some((word) => lower.includes(word));
}
