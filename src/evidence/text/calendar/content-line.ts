/** One content line of iCalendar (RFC 5545 §3.1) or vCard (RFC 6350 §3.3, and vCard 2.1), unfolded, its value still encoded. */
export interface ContentLine {
  /** The name and its parameters as written: "ATTENDEE;CN=Ann". */
  readonly head: string;
  /** The name alone, upper case, without a vCard group before it. */
  readonly name: string;
  /** Parameters by their upper-case names; a bare one of vCard 2.1 ("BASE64") stands as its own value. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

const FOLD = /\r?\n[ \t]/g;
/** vCard 2.1 folds at white space, which stays. */
const FOLD_2_1 = /(?<!=)\r?\n(?=[ \t])/g;
const IS_2_1 = /^VERSION:2\.1/im;
const QUOTED_PRINTABLE = /^[^:]{0,1000}[;=]QUOTED-PRINTABLE[;:]/i;
const BASE64 = /^[^:]{0,1000}[;=](?:BASE64|B)[;:]/i;
const BASE64_ALONE = /^[A-Za-z0-9+/]+={0,2}$/;

/** The lines of a calendar or card; what is no content line stands as a value without a name. */
export function* contentLines(text: string): Generator<ContentLine> {
  const lines = text.replace(IS_2_1.test(text) ? FOLD_2_1 : FOLD, '').split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const end = QUOTED_PRINTABLE.test(line)
      ? lastOfBroken(lines, at)
      : BASE64.test(line)
        ? lastOfBase64(lines, at)
        : at;
    yield contentLine(end === at ? line : joined(lines.slice(at, end + 1)));
    at = end;
  }
}

/** Lines of quoted-printable end in `=` where the next goes on. */
function lastOfBroken(lines: readonly string[], at: number): number {
  let end = at;
  while (end + 1 < lines.length && lines[end]?.endsWith('=')) end += 1;
  return end;
}

/** Old cards break base64 without a fold; it has no colon, as every content line has. */
function lastOfBase64(lines: readonly string[], at: number): number {
  let end = at;
  while (BASE64_ALONE.test(lines[end + 1] ?? '')) end += 1;
  return end;
}

const joined = (pieces: readonly string[]) => pieces.map((piece) => piece.replace(/=$/, '')).join('');

function contentLine(line: string): ContentLine {
  const colon = valueStart(line);
  if (colon < 0) return { head: '', name: '', parameters: new Map(), value: line };
  const head = line.slice(0, colon);
  const [name = '', ...written] = head.match(/(?:[^;"]|"[^"]*"?)+/g) ?? [];
  const parameters = new Map(written.slice(0, MOST_PARAMETERS).map(parameter));
  return { head, name: name.slice(name.lastIndexOf('.') + 1).toUpperCase(), parameters, value: line.slice(colon + 1) };
}

const MOST_PARAMETERS = 64;

/** The colon that ends name and parameters: the first outside of quotes; -1 where there is none. */
function valueStart(line: string): number {
  if (!/^[\w.-]{1,100}[;:]/.test(line)) return -1;
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at];
    if (character === '"') isQuoted = !isQuoted;
    else if (character === ':' && !isQuoted) return at;
  }
  return -1;
}

function parameter(written: string): [string, string] {
  const equals = written.indexOf('=');
  if (equals < 0) return [written.toUpperCase(), written];
  return [written.slice(0, equals).toUpperCase(), written.slice(equals + 1).replace(/^"|"$/g, '')];
}
