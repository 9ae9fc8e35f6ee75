import type { PackagePart } from '../package/package-part.ts';
import type { Reading } from '../reading.ts';

/** The strings of a workbook's table (ECMA-376 part 1 §18.4.9), in order; phonetic readings are left out. */
export function readStrings(reading: Reading, part: PackagePart | null): readonly string[] {
  const strings: string[] = [];
  let current = '';
  let isText = false;
  let isPhonetic = false;
  reading.xml(part, {
    open: (name) => {
      if (name === 'si') current = '';
      else if (name === 'rPh') isPhonetic = true;
      else isText = name === 't';
    },
    close: (name) => {
      if (name === 'si') strings.push(current);
      else if (name === 'rPh') isPhonetic = false;
      isText = false;
    },
    text: (text) => {
      if (isText && !isPhonetic) current += text;
    },
  });
  return strings;
}
