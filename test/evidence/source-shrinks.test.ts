import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type EvidenceEvent, readSource } from '../../src/evidence/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'shrinks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MESSAGE = `From a@b Mon Jan  1 00:00:00 2024\nSubject: x\n\n${'y'.repeat(1000)}\n\n`;
const COUNT = 2000;

/** Reads an mbox and, after its first message, does something to it. */
async function readMbox(name: string, meanwhile: (path: string) => void): Promise<readonly EvidenceEvent[]> {
  const path = join(folder, name);
  writeFileSync(path, MESSAGE.repeat(COUNT));
  const events: EvidenceEvent[] = [];
  for await (const event of readSource({ path, relative: name, size: MESSAGE.length * COUNT })) {
    if (events.length === 0) meanwhile(path);
    events.push(event);
  }
  return events;
}

const reasonsOf = (events: readonly EvidenceEvent[]) =>
  events.flatMap((event) => (event.type === 'loss' ? [event.loss.reason] : []));

describe('a file that changes while it is read', () => {
  it('and becomes shorter is a row, and how many messages it held is unknown', async () => {
    const events = await readMbox('short.mbox', (path) => truncateSync(path, 5000));
    expect(reasonsOf(events)).toEqual(['truncated']);
    expect(events.at(-1)).toMatchObject({ type: 'tally', tally: { expected: 'unknown' } });
  });

  it('and one that does not has no row', async () => {
    const events = await readMbox('whole.mbox', () => {});
    expect(reasonsOf(events)).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'tally', tally: { expected: COUNT, read: COUNT } });
  });

  it.skipIf(process.platform === 'win32')('a pipe in its place is not waited for', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const events: EvidenceEvent[] = [];
    for await (const event of readSource({ path, relative: 'pipe', size: 5 })) events.push(event);
    expect(events.at(-1)?.type).toBe('tally');
  });
});
