import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGET } from '../../src/evidence/budget.ts';
import { parseMessage } from '../../src/evidence/mime/parse-message.ts';
import { asWritten } from './mime-extractor.ts';

const MAIL = '../shared/corpora/mail';
const present = existsSync(MAIL);
if (!present) console.warn(`skipped: ${MAIL} is not here`);

/** Everything there is to a message, read. */
function readAll(file: string) {
  const bytes = readFileSync(file);
  const message = parseMessage(bytes, { budget: DEFAULT_BUDGET, source: file, offset: 0, extract: asWritten });
  for (const { bodySpan, bytes: decoded } of message.parts) {
    expect(bodySpan?.[1] ?? 0).toBeLessThanOrEqual(bytes.length);
    decoded();
  }
  const { from, to, cc, subject, date, messageId } = message.header;
  return { message, filled: [from.length + to.length + cc.length, subject, date, messageId] };
}

describe.skipIf(!present)('real mail', () => {
  it.each(['mimekit', 'tika', 'stalwart', 'msgreader'])('of %s never throws', (corpus) => {
    const files = globSync(`${MAIL}/${corpus}/**/*.{eml,txt,mbox,msg,json}`);
    for (const file of files) expect(readAll(file).message.parts.length, file).toBeGreaterThan(0);
  });

  it('of spamassassin has the header fields it should', () => {
    const files = globSync(`${MAIL}/spamassassin/*/*.eml`)
      .sort()
      .filter((_, index) => index % 4 === 0);
    const read = files.map((file) => readAll(file).filled);
    const share = (index: number) =>
      read.filter((filled) => filled[index] !== null && filled[index] !== 0).length / read.length;
    expect([0, 1, 2, 3].map((index) => share(index) > 0.99)).toEqual([true, true, true, true]);
  });
});
