import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfOf, shown } from '../evidence/pdf-builder.ts';
import { type Ran, scratch } from './postbreach.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const { at, remove } = scratch();
const elsewhere = at('elsewhere');
/** What the registry says, or does not say, where nobody can reach it. */
const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|network/i;

/** The environment of somebody who has Node.js of the host and nothing of this checkout. */
function hostEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|node_options|vitest|init_cwd)/i.test(name));
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes(`node_modules${sep}.bin`));
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter), NO_COLOR: '1' };
}

function onHost(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Ran {
  const settings = { cwd, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...hostEnvironment(), ...env } } as const;
  const { status, stdout, stderr } = spawnSync(command, args, { ...settings, shell: process.platform === 'win32' });
  return { code: status, stdout, stderr };
}

const bin = process.platform === 'win32' ? at('prefix/postbreach.cmd') : at('prefix/bin/postbreach');
const modules = process.platform === 'win32' ? at('prefix/node_modules') : at('prefix/lib/node_modules');
const installed = (...args: readonly string[]) => onHost(bin, args, elsewhere);

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}
let packed: Packed;

beforeAll(() => {
  mkdirSync(elsewhere);
  const { code, stdout, stderr } = onHost('npm', ['pack', '--json', '--pack-destination', at('.')], ROOT);
  expect(code, stderr).toBe(0);
  packed = JSON.parse(stdout.slice(stdout.search(/^\[/m)))[0];
}, 300_000);
afterAll(remove);

describe('npm pack', () => {
  const has = (path: string) => packed.files.some((file) => file.path === path);

  it('holds the built program, its packs, its documents and the versions it was tested with', () => {
    const wanted = [
      'bin/postbreach.js',
      'dist/src/cli/main.js',
      'dist/src/evidence/index.js',
      'dist/src/evidence/index.d.ts',
      'dist/examples/index.js',
      'dist/examples/data/letters.json',
      'packs/secrets/prepared.json',
      'packs/languages/en.yaml',
      'packs/directives/ed-24-02.yaml',
      'packs/detections/password-spray-success.yaml',
      'docs/events.md',
      'npm-shrinkwrap.json',
      'package.json',
      'LICENSE',
      'README.md',
    ];
    expect(wanted.filter((path) => !has(path))).toEqual([]);
  });

  it('holds nothing else: no tests, no sources, no organisation', () => {
    const odd = packed.files
      .map((file) => file.path)
      .filter(
        (path) => !/^(?:bin|dist\/src|dist\/examples|packs|docs)\/|^[A-Za-z-]+\.(?:md|json)$|^LICENSE$/.test(path),
      );
    expect(odd).toEqual([]);
    const unwanted = packed.files.filter(({ path }) =>
      /(?:^|\/)tests?\/|\.test\.|truth\.json|organisation\/|(?<!\.d)\.ts$/.test(path),
    );
    expect(unwanted).toEqual([]);
  });
});

describe('npm i -g of the package, with the Node.js of the host', () => {
  let unreachable: string | null = null;
  beforeAll(() => {
    const args = ['i', '-g', '--prefix', at('prefix'), '--prefer-offline', '--no-audit', '--no-fund'];
    const ran = onHost('npm', [...args, at(packed.filename)], elsewhere);
    if (ran.code !== 0 && UNREACHABLE.test(ran.stderr)) {
      unreachable = `the npm registry cannot be reached: ${ran.stderr.split('\n')[0]}`;
      console.warn(`SKIPPED: the package could not be installed, since ${unreachable}`);
    } else expect(ran.code, ran.stderr).toBe(0);
  }, 300_000);

  it('runs on the Node.js it carries', ({ skip }) => {
    if (unreachable !== null) return skip(unreachable);
    const host = onHost('node', ['--version'], elsewhere).stdout.trim();
    writeFileSync(join(elsewhere, 'say.cjs'), "process.stderr.write(process.version + ' ')");
    const ran = onHost(bin, ['--version'], elsewhere, { NODE_OPTIONS: '--require=./say.cjs' });
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(ran.stderr.trim().split(' ')).toEqual([host, expect.stringMatching(/^v26\./)]);
  });

  it('scans a message from another folder, and ends as the program ended', ({ skip }) => {
    if (unreachable !== null) return skip(unreachable);
    const message = 'From: a@b.example\nSubject: x\n\nThe password for svc@b.example is Kestrel!Anvil-93\n';
    writeFileSync(join(elsewhere, 'mail.eml'), message);
    const ran = installed('scan', 'mail.eml', '--format', 'ndjson');
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toMatch(/"type":"finding".*\n.*"type":"summary"/s);
    expect(ran.stdout).not.toContain('Kestrel!Anvil-93');
    expect(installed('scan', 'nowhere.eml')).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/Check the path/),
    });
  });

  it('opens a document in a child, which may read what the package holds', ({ skip }) => {
    if (unreachable !== null) return skip(unreachable);
    writeFileSync(
      join(elsewhere, 'letter.pdf'),
      pdfOf([shown('The password for svc@b.example is Kestrel!Anvil-93', 72, 700)]),
    );
    const ran = installed('scan', 'letter.pdf', '--format', 'ndjson');
    expect(ran.code, ran.stderr + ran.stdout).toBe(0);
    expect(ran.stdout).toMatch(/"type":"finding".*"type":"summary"/s);
  });

  it('tells the whole story from another folder', ({ skip }) => {
    if (unreachable !== null) return skip(unreachable);
    const ran = installed('demo', '--messages', '200', '--json');
    expect(ran.code, ran.stderr).toBe(0);
    const { score } = JSON.parse(ran.stdout);
    expect(score.credentials.right / score.credentials.of).toBeGreaterThan(0.8);
    expect(ran.stderr).toMatch(/^ {2}postbreach review demo\/demo\.case$/m);
    expect(installed('review', 'demo/demo.case').code).toBe(0);
    expect(installed('verify', 'demo/demo.case').code).toBe(0);
  });

  it('is a library of three rooms', ({ skip }) => {
    if (unreachable !== null) return skip(unreachable);
    const script = join(modules, '..', 'use.mjs');
    writeFileSync(
      script,
      `import { parseMessage } from 'postbreach/evidence';
import { loadScanner } from 'postbreach/secrets';
import { recogniseLog } from 'postbreach/logs';
console.log([parseMessage, loadScanner, recogniseLog].map((one) => typeof one).join(' '));
`,
    );
    const ran = onHost(process.execPath, [script], elsewhere);
    expect(ran).toMatchObject({ code: 0, stdout: 'function function function\n' });
  });
});
