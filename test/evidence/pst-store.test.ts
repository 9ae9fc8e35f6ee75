import { describe, expect, it } from 'vitest';
import { tallyBalances } from '../../src/core/index.ts';
import { memoryAccess } from '../../src/evidence/source/random-access.ts';
import { note, SAMPLE, storeBytes } from './pst-generated.ts';
import { partText, readStore, shownEvent } from './pst-reading.ts';

describe.each(['unicode', 'ansi'] as const)('a generated store (%s)', (format) => {
  const bytes = storeBytes(format, SAMPLE);
  const store = readStore(memoryAccess(bytes));
  const subjects = (standing: string) =>
    store.messages.filter(({ place }) => place.standing === standing).map(({ header }) => header.subject);

  it('reads what folders list, in their order, each item in its folder', () => {
    const listed = store.messages.filter(({ place }) => place.standing === 'listed');
    expect(listed.map(({ place, header }) => [place.folder, header.subject])).toEqual([
      ['Personal folders/Inbox', 'first'],
      ['Personal folders/Inbox', 'with files'],
      ['Personal folders/Inbox/Projects', 'third'],
      ['Personal folders/Inbox/Projects/Old', 'fourth'],
      ['Personal folders/Sent Items', 'fifth'],
    ]);
  });

  it('reads recipients of all kinds and the text', () => {
    const [first] = store.messages;
    expect(first?.header).toMatchObject({
      from: [{ name: 'Ann', address: 'ann@example.org' }],
      to: [{ name: 'Ben', address: 'ben@example.org' }],
      cc: [{ name: 'Cay', address: 'cay@example.org' }],
      bcc: [{ name: 'Dot', address: 'dot@example.org' }],
    });
    expect(first?.parts.map(partText)).toEqual(['Body of first.']);
  });

  it('reads attachments, and messages in messages with theirs', () => {
    const parts = store.messages[1]?.parts ?? [];
    expect(parts.map((part) => [part.path, part.content.state, part.fileName, partText(part)])).toEqual([
      ['1', 'text', null, 'Body of with files.'],
      ['2', 'text', 'notes.txt', 'the attached text'],
      ['3', 'message', 'outer', ''],
      ['3.1', 'text', null, 'Body of inner.'],
      ['3.2', 'text', 'deep.txt', 'the deep text'],
      ['3.3', 'message', 'innermost', ''],
      ['3.3.1', 'text', null, 'Body of innermost.'],
    ]);
  });

  it('marks as recovered what no list names and what no index holds', () => {
    expect(subjects('recovered')).toEqual(['in no list', 'deleted']);
    const folders = store.messages
      .filter(({ place }) => place.standing === 'recovered')
      .map(({ place }) => place.folder);
    expect(folders).toEqual(['Personal folders/Inbox', 'Personal folders/Inbox']);
  });

  it('reads what Outlook keeps for itself as documents', () => {
    const documents = store.events.flatMap((event) => (event.type === 'document' ? [event.document] : []));
    expect(documents).toHaveLength(1);
    expect(documents[0]?.parts.map(partText).join('\n')).toContain('a rule');
  });

  it('balances: what a folder counts and does not list is unreadable', () => {
    expect(store.tally).toEqual({ expected: 8, read: 6, unreadable: 2, encrypted: 0, recovered: 2 });
    expect(store.details).toEqual([
      'The folder "Personal folders/Sent Items" counts 2 items more than it lists: never downloaded from the server, or lost; ask for them there.',
    ]);
  });

  it('gives each item a position of its own', () => {
    const positions = store.messages.map(({ place }) => place.position.join());
    expect(new Set(positions).size).toBe(positions.length);
  });

  it('reads the same again', () => {
    expect(readStore(memoryAccess(bytes)).events.map(shownEvent)).toEqual(store.events.map(shownEvent));
  });

  it('goes on from every checkpoint to the same end', () => {
    for (const [index, event] of store.events.entries()) {
      if (event.type !== 'message' && event.type !== 'document') continue;
      const rest = readStore(memoryAccess(bytes), event.checkpoint);
      expect(rest.events.map(shownEvent)).toEqual(store.events.slice(index + 1).map(shownEvent));
      expect(rest.tally).toEqual(store.tally);
    }
  });

  it('has a balance at every checkpoint', () => {
    for (const event of store.events) {
      if ('checkpoint' in event) expect(tallyBalances(event.checkpoint.tally)).toBe(true);
    }
  });
});

describe('names of folders', () => {
  it('cannot steer a terminal', () => {
    const bytes = storeBytes('unicode', [{ name: 'In\u001b[2Jbox\u202e', messages: [note('one')] }]);
    expect(readStore(memoryAccess(bytes)).messages[0]?.place.folder).toBe('Personal folders/In\ufffd[2Jbox\ufffd');
  });
});

describe('what is no store', () => {
  it.each([0, 4, 100, 564, 600])('is a row: its first %d bytes alone', (length) => {
    const { tally, details, messages } = readStore(memoryAccess(storeBytes('unicode', []).subarray(0, length)));
    expect(messages).toEqual([]);
    expect(details.length).toBeGreaterThan(0);
    expect(tally.expected === 'unknown' || tally.unreadable === 1).toBe(true);
  });
});
