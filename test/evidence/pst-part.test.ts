import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGET } from '../../src/evidence/budget.ts';
import { Allowance } from '../../src/evidence/mime/allowance.ts';
import type { LeafPart } from '../../src/evidence/mime/part-extractor.ts';
import { extractPart } from '../../src/evidence/text/extract-part.ts';
import { SAMPLE, storeBytes } from './pst-generated.ts';
import { partText } from './pst-reading.ts';

const STORE = storeBytes('unicode', SAMPLE);

function leafOf(bytes: Uint8Array, budget = DEFAULT_BUDGET, depth = 0): LeafPart {
  return {
    path: '2',
    mediaType: 'application/octet-stream',
    charset: null,
    fileName: 'old mail.pst',
    role: 'attachment',
    depth,
    allowance: new Allowance(budget),
    bytes: () => bytes,
    text: () => bytes,
  };
}

describe('a PST inside a part', () => {
  const { content, members } = extractPart(leafOf(STORE));

  it('is a container of its items, named by folder and number', () => {
    expect(content.state).toBe('container');
    const items = members
      .filter((part) => part.member.length === 1)
      .map((part) => [part.member[0], part.content.state]);
    expect(items).toEqual([
      ['Personal folders/Inbox #1', 'message'],
      ['Personal folders/Inbox #2', 'message'],
      ['Personal folders/Inbox #3', 'container'],
      ['Personal folders/Inbox/Projects #1', 'message'],
      ['Personal folders/Inbox/Projects/Old #1', 'message'],
      ['Personal folders/Sent Items #1', 'message'],
      ['Personal folders/Sent Items #2', 'unread'],
      ['Personal folders/Inbox #4', 'message'],
      ['Personal folders/Inbox #5', 'message'],
    ]);
  });

  it('gives bodies and attachments as members of their message', () => {
    const inner = members.filter((part) => part.member[0] === 'Personal folders/Inbox #2' && part.member.length > 1);
    expect(inner.map((part) => [part.member.slice(1).join('>'), partText(part)])).toContainEqual([
      'notes.txt',
      'the attached text',
    ]);
    expect(inner.map(partText).join()).toContain('the deep text');
    expect(members.every((part) => part.path === '2')).toBe(true);
  });

  it('stops at the budgets with a row', () => {
    const few = extractPart(leafOf(STORE, { ...DEFAULT_BUDGET, parts: 5 }));
    expect(few.members.at(-1)?.content).toMatchObject({ state: 'unread', reason: 'over-budget' });
    const little = extractPart(leafOf(STORE, { ...DEFAULT_BUDGET, expandedBytes: 30 }));
    expect(little.members.some(({ content: { state } }) => state === 'unread')).toBe(true);
    const deep = extractPart(leafOf(STORE, DEFAULT_BUDGET, DEFAULT_BUDGET.depth));
    expect(deep.content).toMatchObject({ state: 'unread', reason: 'over-budget' });
  });

  it('is unread where it is no store beyond its first bytes', () => {
    expect(extractPart(leafOf(STORE.subarray(0, 300))).content.state).not.toBe('text');
  });
});
