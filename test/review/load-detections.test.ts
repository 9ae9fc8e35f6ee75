import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/index.ts';
import { loadDetections, ReviewError } from '../../src/review/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'packs-'));
afterAll(() => rmSync(folder, { recursive: true }));
const shipped = readFileSync(join(packageRoot(), 'packs/detections/mail-hiding-rule.yaml'), 'utf8');
const code = (text: string, file = 'mail-hiding-rule.yaml') => {
  const own = mkdtempSync(join(folder, 'one-'));
  writeFileSync(join(own, file), text);
  try {
    loadDetections(own);
    return 'loaded';
  } catch (error) {
    return error instanceof ReviewError ? error.code : error;
  }
};

describe('loadDetections', () => {
  test('reads a pack, in order of id', () => {
    expect(code(shipped)).toBe('loaded');
    const ids = loadDetections().map((pack) => pack.id);
    expect(ids).toEqual([...ids].sort());
  });

  test.each([
    ['no YAML', 'id: [', 'pack-unreadable'],
    ['no pack', 'hello', 'pack-invalid'],
    ['a technique that is none', shipped.replace('T1564.008', 'hiding'), 'pack-invalid'],
    ['no near miss', shipped.replaceAll('kind: near-miss', 'kind: negative'), 'pack-invalid'],
    ['an unknown field', `${shipped}\nauthor: me\n`, 'pack-invalid'],
    ['SQL for one engine only', shipped.replace('COALESCE(mailbox, principal)', 'first(ip)'), 'pack-not-portable'],
    ['SQL that reads a file', shipped.replace('FROM rules', "FROM read_csv('x')"), 'pack-not-portable'],
    [
      'a group by what it does not give',
      shipped.replace('group-by: [operation,', 'group-by: [folder,'),
      'pack-invalid',
    ],
    ['a reference that is no page', shipped.replace('https://', 'page '), 'pack-invalid'],
    ['events of no known source', shipped.replace('reads:', 'reads:\n  - {source: firewall}'), 'pack-invalid'],
    ['an undeclared parameter', shipped.replace('{{dead_folders}}', '{{folders}}'), 'unknown-parameter'],
  ])('refuses %s', (_name, text, expected) => {
    expect(code(text)).toBe(expected);
  });

  test('refuses a file not named after its id, and a folder that is not there', () => {
    expect(code(shipped, 'other.yaml')).toBe('pack-invalid');
    expect(() => loadDetections(join(folder, 'nowhere'))).toThrow(ReviewError);
  });
});
