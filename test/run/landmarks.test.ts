import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/evidence/index.ts';
import { itemMask } from '../../src/run/item-mask.ts';
import { landmarkText } from '../../src/run/occurrence-row.ts';
import { scanItem } from '../../src/run/scan-item.ts';
import { loadScanner } from '../../src/secrets/index.ts';

const SECRET = 'Vermilion!Otter-4471';
const scanner = loadScanner();

/** A workbook's text whose second half stands in a place of a given name. */
function placed(name: string): Document {
  const before = 'nothing here\n';
  const utf8 = Buffer.from(`${before}the password for svc-backup is ${SECRET}\n`);
  const landmarks = [
    { at: 0, name: 'Start!A1' },
    { at: before.length, name },
  ];
  const place = { position: [0], container: [], folder: null, standing: 'listed' } as const;
  const text = { utf8, hidden: [], landmarks };
  const part = {
    path: '',
    member: [],
    role: 'body',
    mediaType: 'text/plain',
    charset: null,
    fileName: 'a.xlsx',
  } as const;
  const rest = { contentId: null, headerSpan: null, bodySpan: null, problems: [], bytes: () => utf8 } as const;
  const parts = [{ ...part, ...rest, content: { state: 'text', text } as const }];
  return { type: 'document', source: 'a.xlsx', span: [0, 1], place, parts, problems: [] };
}

function landmarksOf(item: Document): readonly (string | null)[] {
  const texts = scanItem(item, scanner);
  const mask = itemMask(item, texts, scanner);
  return texts.flatMap((text) => text.findings.map((finding) => landmarkText(text, finding, mask)));
}

describe('the landmark of a finding', () => {
  it('is the one it stands in', () => {
    expect(landmarksOf(placed('Budget!B4'))).toEqual(['Budget!B4']);
  });

  it('shows no secret, whatever a sheet is called, and steers no terminal', () => {
    expect(landmarksOf(placed(`${SECRET}!B4`)).join()).not.toContain(SECRET);
    expect(landmarksOf(placed('a\u001b[31m\u202eb\r\n!B4'))).toEqual(['a [31m b  !B4']);
  });
});
