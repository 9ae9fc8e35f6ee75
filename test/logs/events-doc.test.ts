import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVENT_COLUMNS } from '../../src/logs/index.ts';

describe('docs/events.md', () => {
  it('has every column of the event table as the code has it', () => {
    const text = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8');
    const rows = text.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows).toEqual(
      EVENT_COLUMNS.map(
        ({ name, type, ocsf, meaning }) =>
          `| \`${name}\` | ${type} | ${ocsf === null ? '' : `\`${ocsf}\``} | ${meaning.replaceAll('|', '\\|')} |`,
      ),
    );
  });
});
