import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tallyBalances } from '../../src/core/index.ts';
import { discoverSources, lossesOf, readSource } from '../../src/evidence/index.ts';

const MAIL = '../shared/corpora/mail';
const MIMEKIT = `${MAIL}/mimekit/UnitTests/TestData`;

interface Counts {
  readonly messages: number;
  readonly documents: readonly string[];
  readonly losses: number;
  readonly sources: number;
}

/** Reads everything under a path; checks each tally, and that each unread part is a row, on the way. */
async function countsOf(path: string): Promise<Counts> {
  let messages = 0;
  let losses = 0;
  let partRows = 0;
  let unread = 0;
  let sources = 0;
  const documents: string[] = [];
  for await (const found of discoverSources(path)) {
    if (found.type === 'loss') {
      losses += 1;
      continue;
    }
    sources += 1;
    for await (const event of readSource(found.source)) {
      if (event.type === 'message') {
        messages += 1;
        unread += lossesOf(event.message).length;
      } else if (event.type === 'document') {
        documents.push(event.document.source);
        unread += lossesOf(event.document).length;
      } else if (event.type === 'loss') {
        losses += 1;
        if (event.loss.level === 'part') partRows += 1;
      } else expect(tallyBalances(event.tally)).toBe(true);
    }
  }
  expect(partRows).toBe(unread);
  return { messages, documents, losses, sources };
}

describe.skipIf(!existsSync(MAIL))('real mail (skipped where ../shared is not there)', () => {
  test('spamassassin: 6,046 messages, each file one, and two documents', async () => {
    const { messages, documents, sources } = await countsOf(`${MAIL}/spamassassin`);
    expect({ messages, documents, sources }).toEqual({
      messages: 6046,
      documents: ['LICENSE', 'NOTICE'],
      sources: 6048,
    });
  });

  test.each([
    ['content-length', 29],
    ['issue1189', 4],
    ['simple', 3],
    ['unmunged', 2],
  ])("mimekit's %s.mbox.txt holds %i messages", async (name, expected) => {
    const { messages, documents } = await countsOf(`${MIMEKIT}/mbox/${name}.mbox.txt`);
    expect({ messages, documents }).toEqual({ messages: expected, documents: [] });
  });

  test("stalwart's Maildir: six messages in three folders", async () => {
    const { messages, documents } = await countsOf(`${MAIL}/stalwart/resources/maildir`);
    expect({ messages, documents }).toEqual({ messages: 6, documents: [] });
  });

  test("stalwart's 107 hard messages are all recognised as messages", async () => {
    const { messages, documents } = await countsOf(`${MAIL}/stalwart/resources/eml`);
    expect(messages).toBe(107);
    expect(documents.filter((name) => name.endsWith('.eml'))).toEqual([]);
  });

  test.each(['tika', 'mimekit', 'stalwart', 'msgreader'])(
    '%s whole: no throw, every tally balances',
    { timeout: 240_000 },
    async (corpus) => {
      const { sources } = await countsOf(`${MAIL}/${corpus}`);
      expect(sources).toBeGreaterThan(10);
    },
  );
});
