const TYPOGRAPHIC = /[\u00a0\u2018\u2019\u02bc\u3000\uff01-\uff5e]/g;

/** Lower case, plain apostrophes and spaces, full-width forms as ASCII: the same length in UTF-16 units as the text. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  const same = lower.length === text.length ? lower : foldByUnit(text);
  return same.replace(TYPOGRAPHIC, foldUnit);
}

/** A few capitals (İ) grow in lower case; they stay as they are so that indexes hold. */
function foldByUnit(text: string): string {
  let folded = '';
  for (const unit of text) {
    const lower = unit.toLowerCase();
    folded += lower.length === unit.length ? lower : unit;
  }
  return folded;
}

function foldUnit(unit: string): string {
  if (unit === '\u00a0' || unit === '\u3000') return ' ';
  const code = unit.charCodeAt(0);
  return code >= 0xff01 ? String.fromCharCode(code - 0xfee0).toLowerCase() : "'";
}
