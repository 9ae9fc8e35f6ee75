import { spawnSync } from 'node:child_process';
import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { pdfOf, shown } from '../evidence/pdf-builder.ts';
import { scratch } from './postbreach.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const folder = scratch();
afterAll(() => folder.remove());

it('readers find their libraries where node_modules is a link', () => {
  for (const name of ['src', 'packs', 'package.json'])
    cpSync(join(ROOT, name), folder.at('program', name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), folder.at('program', 'node_modules'));
  writeFileSync(folder.at('a.pdf'), pdfOf([shown('password: Linked-4711', 72, 700)]));
  const main = folder.at('program', 'src/cli/main.ts');
  const { stdout } = spawnSync(process.execPath, [main, 'scan', folder.at('a.pdf'), '--format', 'ndjson']);
  const types = stdout
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => Object(JSON.parse(line)).type);
  expect(types).toEqual(['finding', 'tally', 'summary']);
}, 60_000);
