/** How a line stands in a text: readable, or part of data that no reader reads. */
interface Run {
  /** Inside `-----BEGIN X-----` … `-----END X-----`. */
  armoured: boolean;
  /** Inside a run of base64 or uuencoded lines. */
  coded: 'base64' | 'uu' | null;
  /** Length of the lines of a base64 run; 0 after its last, which is shorter. */
  width: number;
}

const BEGIN = /^(?:- )?-----BEGIN [A-Z0-9 ]{2,40}-----\s*$/;
const END = /^(?:- )?-----END [A-Z0-9 ]{2,40}-----\s*$/;
const SIGNED_TEXT = 'BEGIN PGP SIGNED MESSAGE';
/** `Version: GnuPG v1.2.1`, and the base64 between them. */
const ARMOUR_HEADER = /^[A-Z][A-Za-z-]{2,20}: \S/;
const BASE64 = /^[A-Za-z0-9+/]{1,78}={0,2}\s*$/;
const CHECKSUM = /^=[A-Za-z0-9+/]{4}\s*$/;
const UU_BEGIN = /^begin \d{3,4} \S/;
const UU_FULL = 61;
const BASE64_FULL = 56;
/** Control characters of ISO 8859, which no mail program writes: the line is bytes. */
const BYTES = /[\u0000-\u0008\u000e-\u001a\u0080-\u0084\u0086-\u009f]/;

/** What begins the first line of a block that is shorter than its others, or may hold spaces. */
const MARKER = new Set(['-', 'b', 'M']);
const SPACE_UNIT = 0x20;
/** As much of what follows a line as tells whether it goes on. */
const LONGEST_BREAK = 100;

/** Tells the lines of armoured, base64 and uuencoded blocks, and of bytes read as text, from those that people wrote. */
export class EncodedLines {
  readonly #run: Run = { armoured: false, coded: null, width: 0 };
  readonly #holdsBytes: boolean;

  /** @param text what the lines are of */
  constructor(text: string) {
    this.#holdsBytes = BYTES.test(text);
  }

  /** Whether the next line of the text, [start, end), is encoded. */
  isEncoded(text: string, start: number, end: number): boolean {
    const isPlain = !this.#run.armoured && this.#run.coded === null && !this.#holdsBytes;
    if (isPlain && !MARKER.has(text[start] ?? '') && !beginsRun(text, start, end)) return false;
    return this.#isEncoded(text.slice(start, end), text.slice(end, end + LONGEST_BREAK));
  }

  #isEncoded(line: string, rest: string): boolean {
    const following = /^\r?\n(?:[> ]*>)? ?(.*)/.exec(rest)?.[1] ?? '';
    if (line.startsWith('-----') || line.startsWith('- -----')) return this.#isMarker(line);
    if (this.#run.armoured) {
      this.#run.armoured = line.trim() === '' || [BASE64, CHECKSUM, ARMOUR_HEADER].some((form) => form.test(line));
      if (this.#run.armoured) return true;
    }
    return this.#isCoded(line, following) || (this.#holdsBytes && BYTES.test(line));
  }

  #isMarker(line: string): boolean {
    this.#run.coded = null;
    if (BEGIN.test(line)) this.#run.armoured = !line.includes(SIGNED_TEXT);
    else if (END.test(line)) this.#run.armoured = false;
    else return false;
    return true;
  }

  #isCoded(line: string, following: string): boolean {
    const run = this.#run;
    if (UU_BEGIN.test(line)) run.coded = 'uu';
    else if (run.coded === 'uu') run.coded = isUuLine(line) ? 'uu' : null;
    else if (run.coded === 'base64') this.#goOn(line);
    else if (line.length >= UU_FULL && line.charCodeAt(0) === 0x4d && isUuLine(line)) run.coded = 'uu';
    else if (isFullBase64(line) && goesOn(line, following)) {
      run.coded = 'base64';
      run.width = line.trimEnd().length;
    }
    return run.coded !== null;
  }

  #goOn(line: string): void {
    const run = this.#run;
    const { length } = line.trimEnd();
    run.coded = BASE64.test(line) && length <= run.width ? 'base64' : null;
    run.width = length === run.width ? length : 0;
  }
}

/** Whether a line begins as the first of a block does: the length of one without a space. */
function beginsRun(text: string, start: number, end: number): boolean {
  if (end - start < BASE64_FULL) return false;
  for (let at = start; at < start + BASE64_FULL; at++) if (text.charCodeAt(at) === SPACE_UNIT) return false;
  return true;
}

const isFullBase64 = (line: string): boolean =>
  line.length >= BASE64_FULL &&
  line.length <= 78 &&
  BASE64.test(line) &&
  /[g-z]/.test(line) &&
  /[G-Z]/.test(line) &&
  /\d/.test(line);

/** A second line as long as the first, or a shorter one that ends as base64 ends: one line alone may be a token. */
const goesOn = (line: string, following: string): boolean =>
  BASE64.test(following) &&
  (following.trimEnd().length === line.trimEnd().length || (following.length < line.length && following.includes('=')));

/** The first character of a uuencoded line says how many characters follow. */
function isUuLine(line: string): boolean {
  const bytes = (line.charCodeAt(0) - 32) & 63;
  const length = line.trimEnd().length - 1;
  const full = Math.ceil(bytes / 3) * 4;
  if (line.length === 0 || bytes > 45 || length > full + 1 || length < full - 12) return false;
  for (let at = 0; at < line.length; at++) {
    const unit = line.charCodeAt(at);
    if ((unit < 0x20 || unit > 0x60) && unit !== 0x0d) return false;
  }
  return true;
}
