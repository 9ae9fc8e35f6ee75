import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  loadScanner,
  readRuleFiles,
  type ScanOutcome,
  SecretValue,
  type TextInContext,
  textScannerHere,
} from '../../src/secrets/index.ts';
import { type OrderEnd, ScanningThread, type ThreadOptions } from '../../src/secrets/threads/scanning-thread.ts';
import { type Pool, pool, poolUp } from './threads-up.ts';

const FAULTY: ThreadOptions = { script: new URL('./faulty-thread.ts', import.meta.url), patience: () => 4000 };
const here = textScannerHere(loadScanner());
const open: Pool[] = [];
afterEach(() => {
  for (const { texts } of open.splice(0)) texts.close();
});

const opened = async (made: Pool | Promise<Pool>) => {
  open.push(await made);
  return made;
};

const text = (plain: string, role: TextInContext['context']['role'] = 'body'): TextInContext => ({
  utf8: new TextEncoder().encode(plain),
  context: { subject: 'Access to the gate', role },
});

/** What outcomes say, secrets included. */
const said = (outcomes: readonly ScanOutcome[]) =>
  outcomes.map((outcome) =>
    outcome.type === 'lost'
      ? outcome
      : outcome.findings.map(({ secret, ...finding }) => ({ ...finding, revealed: secret.reveal() })),
  );

const letters = Array.from({ length: 400 }, (_, at) =>
  text(
    `Dear all, number ${at}.\nThe password for desk${at}@agency.example is Kestrel_Anvil-${at}93.\n${'So long. '.repeat(at)}`,
  ),
);

describe('a scanner in threads', () => {
  it.each([1, 2, 3])('finds the same in the same order with %i', async (jobs) => {
    const { texts, started } = await opened(poolUp(jobs));
    const outcomes = await Promise.all(letters.map((letter) => texts.scan([letter])));
    expect(said(outcomes.flat())).toEqual(said(await here.scan(letters)));
    expect(said(outcomes.flat()).flat().length).toBeGreaterThan(300);
    expect(started.length).toBeGreaterThanOrEqual(Math.min(2, jobs));
    expect(started.length).toBeLessThanOrEqual(jobs);
  });

  it('looks for the rules of a user too', async () => {
    const toml = `[[rules]]\nid = "gate"\nregex = '''gate-[0-9]{8}'''\nkeywords = ["gate-"]\n`;
    const rules = readRuleFiles([{ path: 'gate.toml', text: toml }]);
    expect(rules.refused).toEqual([]);
    const { texts } = await opened(poolUp(1, {}, { rules }));
    const given = [text('open it with gate-40718263 please')];
    const outcomes = said(await texts.scan(given));
    expect(outcomes).toEqual(said(await textScannerHere(loadScanner({ rules })).scan(given)));
    expect(outcomes).toMatchObject([[{ rule: 'gitleaks:gate', revealed: 'gate-40718263' }]]);
  });

  it('gives secrets that cannot be printed', async () => {
    const { texts } = await opened(poolUp(1));
    const [outcome] = await texts.scan(letters.slice(0, 1));
    expect(outcome?.type === 'scanned' && outcome.findings[0]?.secret).toBeInstanceOf(SecretValue);
    expect(JSON.stringify(outcome)).not.toContain('Kestrel');
  });

  it('finds the same in any texts, of any bytes, however they come', async () => {
    const { texts } = await opened(poolUp(2));
    const role = fc.constantFrom('body', 'attachment', 'subject', 'file') as fc.Arbitrary<'body'>;
    const word = fc.constantFrom(
      'password:',
      'Kestrel_Anvil-93',
      'api key =',
      '\n',
      '> ',
      'ghp_',
      'the',
      'пароль',
      '密码',
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(word, { maxLength: 30 }).map((w) => new TextEncoder().encode(w.join(' '))),
    );
    const some = fc.array(fc.record({ utf8: bytes, context: fc.record({ subject: fc.option(fc.string()), role }) }), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(some, async (given) => {
        expect(said(await texts.scan(given))).toEqual(said(await here.scan(given)));
      }),
      { numRuns: 150 },
    );
  });

  it('starts none for a little, and answers at once', async () => {
    const { texts, started } = await opened(pool(3, {}, 64 * 1024));
    expect(texts.scan(letters.slice(0, 40))).toEqual(here.scan(letters.slice(0, 40)));
    expect(started).toEqual([]);
  });

  it('starts one after more than a little, and the next only when that is not enough', async () => {
    const { texts, started } = await opened(poolUp(3));
    for (const letter of letters.slice(0, 20)) await texts.scan([letter]);
    expect(started.length).toBe(1);
  });

  it('takes a text that is longer than any order', async () => {
    const { texts } = await opened(poolUp(2));
    const long = text(`${'nothing here. '.repeat(50_000)}\nThe password is Kestrel_Anvil-93.\n`);
    expect(said(await texts.scan([long, ...letters.slice(0, 3)]))).toEqual(
      said(await here.scan([long, ...letters.slice(0, 3)])),
    );
  });
});

describe('a thread that is busy', () => {
  it('is helped by the one that waits for it', async () => {
    const { texts } = await opened(poolUp(1, { ...FAULTY, patience: () => 6000 }));
    let isOver = false;
    const busy = Promise.resolve(texts.scan([text(`HANG ${'on. '.repeat(20_000)}`)])).then(() => {
      isOver = true;
    });
    expect(said(await texts.scan(letters.slice(0, 60)))).toEqual(said(await here.scan(letters.slice(0, 60))));
    expect(isOver).toBe(false);
    await busy;
  });
});

describe('a thread that ends', () => {
  it.each([
    ['throws', 'THROW', 'fault'],
    ['exits', 'EXIT', 'fault'],
    ['hangs', 'HANG', 'time'],
  ])('because it %s costs the one text it ended at', async (_, what, cause) => {
    const { texts, started } = await opened(poolUp(2, FAULTY));
    const given = [...letters.slice(0, 30), text(`${what} Kestrel_Anvil-93`), ...letters.slice(30, 60)];
    const outcomes = await texts.scan(given);
    expect(outcomes[30]).toEqual({ type: 'lost', cause });
    expect(said(outcomes.filter((_, at) => at !== 30))).toEqual(said(await here.scan(letters.slice(0, 60))));
    expect(started.length).toBeGreaterThan(1);
  });

  it('is not one that had answered while this one was too busy to look', async () => {
    const thread = new ScanningThread({ prose: false }, { patience: () => 1000 });
    expect(await thread.ready).toBe(true);
    const end = await new Promise<OrderEnd>((resolve) =>
      setImmediate(() => {
        resolve(thread.scan([text('The password is Kestrel_Anvil-93.')]));
        for (const start = performance.now(); performance.now() < start + 1500; );
      }),
    );
    thread.stop();
    expect(end.type).toBe('answered');
  });

  it('with each of many texts costs those alone', async () => {
    const { texts } = await opened(poolUp(2, FAULTY));
    const given = letters.slice(0, 5).flatMap((letter, at) => [letter, text(`EXIT ${at}`)]);
    const outcomes = await texts.scan(given);
    expect(outcomes.map(({ type }) => type)).toEqual(given.map((_, at) => (at % 2 === 0 ? 'scanned' : 'lost')));
  });

  it('before it comes up leaves the texts to this one', async () => {
    const script = new URL('./stillborn-thread.ts', import.meta.url);
    const { texts, started } = await opened(pool(3, { script }));
    for (const letter of letters.slice(0, 20))
      expect(said(await texts.scan([letter]))).toEqual(said(await here.scan([letter])));
    await started[0]?.ready;
    expect(said(await texts.scan(letters))).toEqual(said(await here.scan(letters)));
    expect(started.length).toBe(1);
  });
});

describe('a process with threads', () => {
  const SCRIPT = `
    import { poolUp } from ${JSON.stringify(new URL('./threads-up.ts', import.meta.url).href)};
    const { texts } = await poolUp(2, { script: new URL(${JSON.stringify(new URL('./faulty-thread.ts', import.meta.url).href)}) });
    const text = (plain) => ({ utf8: new TextEncoder().encode(plain), context: { subject: null, role: 'body' } });
    const outcomes = await texts.scan([text('THROW Kestrel_Anvil-93'), text('The password is Kestrel_Anvil-93.')]);
    console.log(outcomes.map(({ type }) => type).join(), JSON.stringify(outcomes));
  `;

  it('ends by itself, and shows nothing of a text that a thread failed at', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', SCRIPT], {
      cwd: join(import.meta.dirname, '../..'),
      encoding: 'utf8',
      timeout: 50_000,
    });
    expect(stdout).toContain('lost,scanned');
    expect({ status, shown: (stdout + stderr).includes('Kestrel') }).toEqual({ status: 0, shown: false });
  });
});
