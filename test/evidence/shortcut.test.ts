import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mutatedBytes } from './mutated-bytes.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';
import { shortcut } from './shortcut-builder.ts';

const WHOLE = shortcut({
  path: 'C:\\Windows\\System32\\net.exe',
  arguments: 'use \\\\files\\backup /user:svc-backup hunter2pass',
  folder: 'C:\\Temp',
  description: 'Backup über Nacht',
  environment: '%windir%\\system32\\net.exe',
  computer: 'ws-042',
});

describe('a Windows shortcut', () => {
  test('says what it starts, with which arguments, and where', async () => {
    const { parts } = await openedDocument(WHOLE);
    expect(textOf(parts).split('\n')).toEqual([
      'Windows shortcut',
      'Target: C:\\Windows\\System32\\net.exe',
      'Volume: Disk',
      'Description: Backup über Nacht',
      'Working folder: C:\\Temp',
      'Command: C:\\Windows\\System32\\net.exe use \\\\files\\backup /user:svc-backup hunter2pass',
      'Target with variables: %windir%\\system32\\net.exe',
      'Computer: ws-042',
      'Network card: 05:05:05:05:05:05',
      expect.stringMatching(/^Changed: 2024-/),
      '',
      '',
    ]);
    expect(unreadOf(parts)).toEqual([]);
    const content = parts[0]?.content;
    expect(content?.state === 'text' ? content.text.landmarks.map(({ name }) => name) : []).toContain('command');
  });

  test('to a share, in one byte a character', async () => {
    const bytes = shortcut({ share: '\\\\files\\secret', arguments: 'caf\xe9 --password=hunter2', isNarrow: true });
    const text = textOf((await openedDocument(bytes)).parts);
    expect(text).toContain('Network share: \\\\files\\secret\n');
    expect(text).toContain('Command: \\\\files\\secret café --password=hunter2\n');
  });

  test('by shell items alone has their long names', async () => {
    const bytes = shortcut({ folders: ['Program Files', 'Tööls', 'run me.exe'] });
    expect(textOf((await openedDocument(bytes)).parts)).toContain('Target: C:\\Program Files\\Tööls\\run me.exe\n');
  });

  test('with something appended gives that as a file', async () => {
    const { parts } = await openedDocument(Buffer.concat([WHOLE, Buffer.from('password = hunter2 in a script\n')]));
    expect(parts.map(({ member }) => member.join('/'))).toEqual(['', 'appended.bin']);
    expect(textOf(parts.slice(1))).toContain('password = hunter2');
  });

  test('that is cut says so', async () => {
    const { parts } = await openedDocument(WHOLE.subarray(0, 300));
    expect(textOf(parts)).toContain('net.exe');
    expect(unreadOf(parts)).toEqual(['(rest): truncated']);
  });

  test('of mutated bytes comes to an end', async () => {
    const seeds = [WHOLE, shortcut({ share: '\\\\a\\b', folders: ['x'] })];
    await fc.assert(
      fc.asyncProperty(mutatedBytes(seeds, 30), async (bytes) => {
        const { parts } = await openedDocument(bytes);
        expect(parts.length).toBeGreaterThan(0);
        expect(textOf(parts).length).toBeLessThan(20_000);
      }),
      { numRuns: 500 },
    );
  });
});
