import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/core/index.ts';
import { loadDetections } from '../../src/review/index.ts';

test('docs/detections.md lists every detection that is shipped, and no other', () => {
  const text = readFileSync(join(packageRoot(), 'docs/detections.md'), 'utf8');
  const listed = (text.split('## What is shipped')[1] ?? '').split('\n').filter((line) => line.startsWith('| `'));
  const shipped = loadDetections().map(
    (pack) =>
      `| \`${pack.id}\` | ${pack.title} | ${pack.severity} | ${pack.attack.join(', ')} | ${pack['event-level'] ? 'one event' : ''} |`,
  );
  expect(listed).toEqual(shipped);
});
