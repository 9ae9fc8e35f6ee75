/** Johab's five bits for each of a syllable's letters, by their order in Unicode (KS X 1001:1992, annex 3); -1: none. */
const INITIALS = [-1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18];
const MEDIALS = [
  -1, -1, -1, 0, 1, 2, 3, 4, -1, -1, 5, 6, 7, 8, 9, 10, -1, -1, 11, 12, 13, 14, 15, 16, -1, -1, 17, 18, 19, 20,
];
const FINALS = [
  -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, -1, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
];
/** Compatibility letters U+3131… of the initials, and of the finals from the second on. */
const INITIAL_LETTERS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const FINAL_LETTERS = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';
const FILL_INITIAL = 1;
const FILL_MEDIAL = 2;

/** Text in the Korean code page 1361 (Johab), which no decoder at hand knows. */
export function johabText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] as number;
    if (lead < 0x80) text += lead === 0x5c ? '\\' : String.fromCharCode(lead);
    else {
      text += character(lead, bytes[at + 1] ?? 0);
      at += 1;
    }
  }
  return text;
}

function character(lead: number, trail: number): string {
  if (lead >= 0x84 && lead <= 0xd3) return syllable(lead * 256 + trail);
  if ((lead >= 0xd9 && lead <= 0xde) || (lead >= 0xe0 && lead <= 0xf9)) return fromRows(lead, trail);
  return '\uFFFD';
}

function syllable(code: number): string {
  const first = (code >> 10) & 31;
  const second = (code >> 5) & 31;
  const third = code & 31;
  const initial = INITIALS[first] ?? -1;
  const medial = MEDIALS[second] ?? -1;
  const final = FINALS[third] ?? -1;
  if (initial >= 0 && medial >= 0 && final >= 0) {
    return String.fromCharCode(0xac00 + (initial * 21 + medial) * 28 + final);
  }
  if (initial >= 0 && second === FILL_MEDIAL && final === 0) return INITIAL_LETTERS[initial] ?? '\uFFFD';
  if (first === FILL_INITIAL && medial >= 0 && final === 0) return String.fromCharCode(0x314f + medial);
  if (first === FILL_INITIAL && second === FILL_MEDIAL && final > 0) return FINAL_LETTERS[final - 1] ?? '\uFFFD';
  return '\uFFFD';
}

const eucKr = new TextDecoder('euc-kr');

/** Symbols and Hanja: two rows of KS X 1001 to a lead byte. */
function fromRows(lead: number, trail: number): string {
  const base = lead <= 0xde ? (lead - 0xd9) * 2 + 1 : (lead - 0xe0) * 2 + 42;
  const place = trail >= 0x91 ? trail - 0x43 : trail - 0x31;
  if (trail < 0x31 || trail > 0xfe || (trail > 0x7e && trail < 0x91)) return '\uFFFD';
  const row = base + (place >= 94 ? 1 : 0);
  return eucKr.decode(new Uint8Array([row + 0xa0, (place % 94) + 0xa1]));
}
