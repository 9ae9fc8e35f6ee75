import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkSame,
  createCase,
  hashFile,
  openCase,
  registerSource,
  relink,
  sourcesOf,
  stateDigest,
  UNREADABLE,
  verifyCase,
  viewCase,
} from '../../src/case/index.ts';
import { fixedClock, type Instant } from '../../src/core/index.ts';
import { generateIdentity, type Unlock } from '../../src/seal/index.ts';

const clock = fixedClock('2024-04-02T12:00:00.000Z' as Instant);
const wanted = { organisation: 'Bureau', directive: 'ed-24-02', zone: 'America/New_York' };
let folder: string;
let unlock: Unlock;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postbreach-case-'));
  unlock = { by: 'identity', identity: await generateIdentity() };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

async function caseWithEvidence() {
  const kase = await createCase(at('a.case'), wanted, unlock, clock);
  writeFileSync(at('mail.mbox'), 'From a\n');
  const { sha256, size } = hashFile(at('mail.mbox'));
  const source = {
    kind: 'mail',
    shape: 'mbox',
    root: at('mail.mbox'),
    relative: 'mail.mbox',
    path: at('mail.mbox'),
  } as const;
  registerSource(kase, { ...source, size, sha256, member: null });
  return kase;
}

describe('case', () => {
  it('is made once, and opened again with its key alone', async () => {
    const made = await createCase(at('a.case'), wanted, unlock, clock);
    const id = made.hash.hex('test', 'x');
    made.close();
    await expect(createCase(at('a.case'), wanted, unlock, clock)).rejects.toMatchObject({ code: 'case-exists' });
    const opened = await openCase(at('a.case'), unlock, clock);
    expect([opened.profile.organisation, opened.hash.hex('test', 'x')]).toEqual(['Bureau', id]);
    opened.close();
    const other: Unlock = { by: 'identity', identity: await generateIdentity() };
    await expect(openCase(at('a.case'), other, clock)).rejects.toMatchObject({ code: 'key-refused', exit: 3 });
  });

  it('holds its keys wrapped, never in the clear', async () => {
    const made = await createCase(at('a.case'), wanted, unlock, clock);
    made.close();
    expect(readFileSync(at('a.case/key'), 'utf8')).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);
  });

  it('lets one writer in, and viewers beside it', async () => {
    const made = await createCase(at('a.case'), wanted, unlock, clock);
    await expect(openCase(at('a.case'), unlock, clock)).rejects.toMatchObject({ code: 'case-in-use' });
    const view = viewCase(at('a.case'));
    expect(view.profile.zone).toBe('America/New_York');
    view.close();
    made.close();
  });

  it('whose making was interrupted is no case, and making it anew says what to do', async () => {
    const made = await createCase(at('a.case'), wanted, unlock, clock);
    made.store.run('DELETE FROM ledger_head');
    made.close();
    writeFileSync(at('a.case/ledger.jsonl'), '');
    await expect(openCase(at('a.case'), unlock, clock)).rejects.toMatchObject({ code: 'not-a-case' });
    const refused = { code: 'case-exists', message: expect.stringMatching(/interrupted/) };
    await expect(createCase(at('a.case'), wanted, unlock, clock)).rejects.toMatchObject(refused);
  });

  it.each([
    ['a path that is not there', 'none.case', 'case-not-found'],
    ['a folder that is no case', '.', 'not-a-case'],
  ])('refuses %s', (_name, path, code) => {
    expect(() => viewCase(at(path))).toThrow(expect.objectContaining({ code }));
  });

  it('refuses an unknown zone before it writes anything', async () => {
    await expect(createCase(at('a.case'), { ...wanted, zone: 'Mars/Olympus' }, unlock, clock)).rejects.toMatchObject({
      code: 'unknown-zone',
    });
  });
});

describe('ledger', () => {
  it('drops a last line that a crash cut off, and goes on', async () => {
    const made = await createCase(at('a.case'), wanted, unlock, clock);
    made.close();
    appendFileSync(at('a.case/ledger.jsonl'), '{"entry":{"seq":2,');
    const opened = await openCase(at('a.case'), unlock, clock);
    expect(opened.ledger.append('note', { text: 'on' }).seq).toBe(2);
    opened.close();
    expect([...verifyCase(viewCase(at('a.case')))].every((check) => check.ok)).toBe(true);
  });

  it('refuses to go on where recorded entries are gone, and verify says so', async () => {
    const made = await createCase(at('a.case'), wanted, unlock, clock);
    made.ledger.append('note', { text: 'one' });
    made.close();
    const [first] = readFileSync(at('a.case/ledger.jsonl'), 'utf8').split('\n');
    writeFileSync(at('a.case/ledger.jsonl'), `${first}\n`);
    await expect(openCase(at('a.case'), unlock, clock)).rejects.toMatchObject({ code: 'ledger-cut' });
    const [ledger] = verifyCase(viewCase(at('a.case')));
    expect(ledger).toMatchObject({ ok: false, detail: 'ends at entry 1, but 2 were recorded' });
  });
});

describe('sources', () => {
  it('are written once however often they are added', async () => {
    const kase = await caseWithEvidence();
    const [row] = sourcesOf(kase.store, 'mail');
    expect(row === undefined ? null : registerSource(kase, row).added).toBe(false);
    expect(sourcesOf(kase.store)).toHaveLength(1);
    kase.close();
  });

  it('are relinked to a new place after their hashes are checked', async () => {
    const kase = await caseWithEvidence();
    renameSync(at('mail.mbox'), at('moved.mbox'));
    expect(relink(kase, at('mail.mbox'), at('moved.mbox'))).toEqual({ moved: 1, missing: [] });
    expect(sourcesOf(kase.store)[0]?.path).toBe(at('moved.mbox'));
    kase.close();
  });

  it('are not relinked to a file that differs', async () => {
    const kase = await caseWithEvidence();
    writeFileSync(at('other.mbox'), 'From b\n');
    expect(() => relink(kase, at('mail.mbox'), at('other.mbox'))).toThrow(
      expect.objectContaining({ code: 'source-changed' }),
    );
    expect(() => relink(kase, at('nowhere'), at('other.mbox'))).toThrow(
      expect.objectContaining({ code: 'source-not-found' }),
    );
    kase.close();
  });

  it('that could not be read when they were added do not keep the others from being relinked', async () => {
    const kase = await caseWithEvidence();
    const place = { kind: 'mail', root: folder, size: 0, sha256: '', member: null } as const;
    registerSource(kase, { ...place, shape: UNREADABLE, relative: 'shut.mbox', path: at('shut.mbox') });
    mkdirSync(at('moved'));
    renameSync(at('mail.mbox'), at('moved/mail.mbox'));
    writeFileSync(at('moved/shut.mbox'), 'From b\n');
    expect(relink(kase, folder, at('moved'))).toEqual({ moved: 2, missing: [] });
    kase.close();
  });

  it('that were changed fail verification', async () => {
    const kase = await caseWithEvidence();
    kase.close();
    writeFileSync(at('mail.mbox'), 'From c\n');
    const bad = [...verifyCase(viewCase(at('a.case')))].filter((check) => !check.ok);
    expect(bad).toMatchObject([{ what: 'evidence', subject: 'mail.mbox' }]);
    expect(() => checkSame({ sha256: 'x' } as never, at('mail.mbox'))).toThrow();
  });
});

describe('verify', () => {
  const bad = () => [...verifyCase(viewCase(at('a.case')))].filter((check) => !check.ok);

  it('sees a changed key and a report that the case did not write', async () => {
    const made = await createCase(at('a.case'), wanted, unlock, clock);
    made.close();
    expect(bad()).toEqual([]);
    appendFileSync(at('a.case/key'), '\n');
    writeFileSync(at('a.case/reports/foreign.html'), 'x');
    expect(bad()).toMatchObject([{ what: 'key' }, { what: 'report', subject: 'reports/foreign.html' }]);
  });

  it('sees tables changed since the last finished run, and waits for one where evidence came after it', async () => {
    const kase = await caseWithEvidence();
    const tables = ['losses', 'not-there'];
    kase.ledger.append('run', { tables, digest: stateDigest(kase.store, tables) });
    expect(bad()).toEqual([]);
    const [source] = sourcesOf(kase.store);
    const columns = [source?.id ?? '', 'row', 'damaged', 'x', '', '[]', 0, 1, '[]'] as const;
    kase.store.run('INSERT INTO losses VALUES (?1, ?1, NULL, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)', ...columns);
    expect(bad()).toMatchObject([{ what: 'state' }]);
    kase.ledger.append('add', {});
    expect(bad()).toEqual([]);
    kase.close();
  });
});
