const TYPOGRAPHIC = /[\u00a0\u2018\u2019\u02bc\u3000\uff01-\uff5e]/g;
/** Signs without width that tell a direction of writing or where a line may break. */
const ANY_WIDTHLESS = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]/;
const WIDTHLESS = new RegExp(ANY_WIDTHLESS, 'g');

export const isWidthlessIn = (text: string): boolean => ANY_WIDTHLESS.test(text);

/** A space for each sign that nobody sees: they stand between words, and around values where the direction of writing changes. */
export const withoutWidthless = (text: string): string => text.replace(WIDTHLESS, ' ');

/** Lower case, plain apostrophes and spaces, full-width forms as ASCII: the same length in UTF-16 units as the text. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  const same = lower.length === text.length ? lower : foldByUnit(text);
  return withoutWidthless(same).replace(TYPOGRAPHIC, foldUnit);
}

/** A few capitals grow in lower case; they stay as they are so that indexes hold, but İ is i. */
function foldByUnit(text: string): string {
  let folded = '';
  for (const unit of text) {
    const lower = unit.toLowerCase();
    folded += lower.length === unit.length ? lower : unit === 'İ' ? 'i' : unit;
  }
  return folded;
}

function foldUnit(unit: string): string {
  if (unit === '\u00a0' || unit === '\u3000') return ' ';
  const code = unit.charCodeAt(0);
  return code >= 0xff01 ? String.fromCharCode(code - 0xfee0).toLowerCase() : "'";
}
