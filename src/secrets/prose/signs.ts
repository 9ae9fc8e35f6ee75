/** Signs that may open a quoted value, with those that close it. */
export const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '”': '”',
  '„': '“”',
  '‘': '’',
  '‚': '‘’',
  '«': '»',
  '»': '«',
  '‹': '›',
  '「': '」',
  '『': '』',
  '《': '》',
  '〈': '〉',
  '｢': '｣',
  '״': '״',
};

export const BRACKETS: Readonly<Record<string, string>> = { '(': ')', '（': '）', '【': '】', '［': '］', '〔': '〕' };

/** Signs that are no part of the bare value that they stand before, and behind. */
export const LEADING_SIGNS = '"\'`“‘„«([';
export const TRAILING_SIGNS = '.,;:?)]}>"\'`”“’»›、。，；：？」』）】》《〉〕］｣…،؛؟״';
