import { chmod, mkdir, mkdtemp, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { discoverSources, openEvidence, readSource } from '../../src/evidence/index.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'postbreach-discover-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A fresh folder holding these files. */
async function folder(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const path = join(root, name);
  await mkdir(path, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(path, file, '..'), { recursive: true });
    await writeFile(join(path, file), text);
  }
  return path;
}

async function found(path: string): Promise<readonly string[]> {
  const rows: string[] = [];
  for await (const one of discoverSources(path)) {
    rows.push(one.type === 'source' ? one.source.relative : `${one.loss.reason}: ${one.loss.provenance.source}`);
  }
  return rows;
}

describe('finding sources', () => {
  test('a file is itself; a folder is walked in the order of its paths', async () => {
    const path = await folder('order', { 'b/x': '1', 'a.txt': '2', 'a/y': '3', B: '4', é: '5' });
    expect(await found(path)).toEqual(['B', 'a.txt', 'a/y', 'b/x', 'é']);
    expect(await found(join(path, 'b/x'))).toEqual(['x']);
  });

  test('an empty folder yields nothing', async () => {
    expect(await found(await folder('empty', {}))).toEqual([]);
  });

  test.skipIf(process.platform !== 'linux')('a name that is not UTF-8 is a loss that says so', async () => {
    const path = await folder('latin1', { 'kept\u{FFFD}.mbox': 'x' });
    const latin1 = (name: string) => Buffer.concat([Buffer.from(`${path}/`), Buffer.from(name, 'latin1')]);
    await writeFile(latin1('r\xe9sum\xe9.mbox'), 'From a@x Thu Jan  4 10:00:00 2024\nSubject: x\n\ny\n');
    await mkdir(latin1('\xe9t\xe9'));
    await writeFile(latin1('\xe9t\xe9/x'), 'x');
    expect(await found(path)).toEqual([
      'kept\u{FFFD}.mbox',
      'unsupported: r\u{FFFD}sum\u{FFFD}.mbox',
      'unsupported: \u{FFFD}t\u{FFFD}',
    ]);
    const rows = await Array.fromAsync(discoverSources(path));
    const details = rows.map((row) => (row.type === 'loss' ? row.loss.detail : ''));
    expect(details[1]).toMatch(/file is not UTF-8.*rename it/);
    expect(details[2]).toMatch(/folder is not UTF-8.*rename it/);
  });

  test('tmp is left out in a Maildir alone; in cur and new everything is a message', async () => {
    const files = { 'cur/1:2,S': 'hello', 'new/2': 'Subject: x\n\ny', 'tmp/3': 'half', 'dovecot.index': 'x' };
    const maildir = await folder('maildir', files);
    expect(await found(maildir)).toEqual(['cur/1:2,S', 'dovecot.index', 'new/2']);
    const evidence = openEvidence(maildir);
    const messages = await Array.fromAsync(evidence);
    expect(messages.map((message) => message.source)).toEqual(['cur/1:2,S', 'new/2']);
    expect(await found(await folder('not-maildir', { 'tmp/3': 'half', 'new/1': 'x' }))).toEqual(['new/1', 'tmp/3']);
  });

  test('links that lead out or nowhere are rows; loops end', async () => {
    const path = await folder('links', { 'in/file': 'x' });
    await symlink('/etc/hostname', join(path, 'out'));
    await symlink('gone', join(path, 'broken'));
    await symlink('..', join(path, 'in/loop'));
    await symlink('in/file', join(path, 'same'));
    expect(await found(path)).toEqual(['not-found: broken', 'in/file', 'unsupported: out']);
  });

  test('a socket is a row', async () => {
    const path = await folder('special', { a: 'x' });
    const server = createServer().listen(join(path, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await found(path)).toEqual(['a', 'unsupported: socket']);
    server.close();
  });

  test('a path that is not there', async () => {
    await expect(found(join(root, 'nowhere'))).rejects.toMatchObject({ code: 'path-not-found', exit: 3 });
    const file = join(await folder('file', { f: 'x' }), 'f/below');
    await expect(found(file)).rejects.toMatchObject({ code: 'path-not-found', exit: 3 });
  });

  test('a file that goes away between finding and reading is a row, and the tally says so', async () => {
    const path = await folder('race', { gone: 'x' });
    for await (const one of discoverSources(path)) {
      if (one.type !== 'source') continue;
      await unlink(one.source.path);
      const events = await Array.fromAsync(readSource(one.source));
      expect(events).toMatchObject([
        { type: 'loss', loss: { reason: 'not-found' } },
        { type: 'tally', tally: { expected: 1, read: 0, unreadable: 1 } },
      ]);
    }
  });
});

/** Root reads everything, so it becomes nobody for the while. */
async function asNobody(action: () => Promise<void>): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    await action();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe.skipIf(process.platform === 'win32')('without permission', () => {
  test('folders and files inside are rows, the argument itself is an error', async () => {
    const path = await folder('locked', { 'closed/a': 'x', 'open/b': 'y', secret: 'z' });
    await chmod(root, 0o755);
    await chmod(join(path, 'closed'), 0o000);
    await chmod(join(path, 'secret'), 0o000);
    await asNobody(async () => {
      expect(await found(path)).toEqual(['no-permission: closed', 'open/b', 'secret']);
      const evidence = openEvidence(path);
      expect(await Array.fromAsync(evidence)).toEqual([]);
      expect(evidence.losses.map((loss) => `${loss.reason} ${loss.provenance.source}`)).toEqual([
        'no-permission closed',
        'no-permission secret',
      ]);
      await expect(found(join(path, 'closed'))).rejects.toMatchObject({ code: 'path-not-readable', exit: 3 });
      await expect(found(join(path, 'secret'))).rejects.toMatchObject({ code: 'path-not-readable', exit: 3 });
    });
    await chmod(join(path, 'closed'), 0o755);
  });
});
