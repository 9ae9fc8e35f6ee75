import type { Compound } from '../../../ole/compound.ts';
import type { Findings } from '../findings.ts';
import { streamBytes } from '../stream-bytes.ts';
import { biffRecords, RECORD } from './records.ts';
import { longText } from './short-text.ts';

const STORAGE = '_SX_DB_CUR';
const FORM = { isUnicode: true, charset: 'windows-1252' } as const;

/** Writes the texts that pivot tables keep of where they come from ([MS-XLS] §2.1.7.12), each on a line. */
export function writePivotCaches(compound: Compound, findings: Findings): void {
  const storage = compound.child(compound.root, STORAGE);
  if (storage === null) return;
  for (const { name } of compound.children(storage)) {
    const stream = streamBytes(compound, storage, name, findings);
    if (stream === null) continue;
    findings.text.mark(`pivot cache ${name}`);
    for (const { type, data } of biffRecords(stream))
      if (type === RECORD.queryText && !findings.text.line(longText(data, 0, FORM).text)) return;
  }
}
