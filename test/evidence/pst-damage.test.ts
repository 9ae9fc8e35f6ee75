import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../examples/random.ts';
import { tallyBalances } from '../../src/core/index.ts';
import type { Message } from '../../src/evidence/message.ts';
import { memoryAccess } from '../../src/evidence/source/random-access.ts';
import { messageRanges } from './pst-layout.ts';
import { partText, readStore } from './pst-reading.ts';

const ENRON = join(import.meta.dirname, '../../../shared/corpora/mail/pst-extractor/enron.pst');
const HOLE = 64 * 1024;

/** What must be the same of a message read around the damage: subject, recipients, bodies, attachments. */
const shown = ({ header, parts }: Message) => ({
  subject: header.subject,
  to: header.to,
  parts: parts.map((part) => [part.path, part.fileName, part.content.state, partText(part)]),
});

describe.skipIf(!existsSync(ENRON))('enron.pst with 64 KiB of it zeroed (skipped without ../shared)', () => {
  const file = readFileSync(ENRON);
  const ranges = messageRanges(file);
  const sound = new Map(readStore(memoryAccess(file)).messages.map((message) => [message.span[0], shown(message)]));

  it('knows the bytes of every message', () => {
    expect(ranges.map(({ start }) => start).sort()).toEqual([...sound.keys()].sort());
  });

  it.each(holes(20))('at byte %d: all that stands is read, the rest is told of, and the tally balances', (at) => {
    const damaged = Buffer.from(file);
    damaged.fill(0, at, at + HOLE);
    const read = readStore(memoryAccess(damaged));
    const found = new Map(read.messages.map((message) => [message.span[0], shown(message)]));
    for (const { start, ranges: own } of ranges) {
      const isIntact = own.every(([from, to]) => to <= at || from >= at + HOLE);
      if (isIntact) expect(found.get(start), `message at ${start}`).toEqual(sound.get(start));
    }
    expect(tallyBalances(read.tally)).toBe(true);
    const missing = [...sound.keys()].filter((start) => !found.has(start)).length;
    if (read.tally.expected !== 'unknown')
      expect(read.tally.unreadable).toBeGreaterThanOrEqual(missing - read.tally.recovered);
    if (missing > 0) expect(read.details.length).toBeGreaterThan(0);
  });

  function holes(count: number): readonly number[] {
    const random = seededRandom('enron.pst');
    return Array.from({ length: count }, () => random.integer(0, file.length - HOLE));
  }
});
