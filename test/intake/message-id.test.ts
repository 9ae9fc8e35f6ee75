import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edrmMih, normaliseMessageId } from '../../src/intake/index.ts';

describe('normaliseMessageId', () => {
  it.each([
    ['<a@b>', 'a@b'],
    [' <a@b> ', 'a@b'],
    ['\r\n <A.b@C.example>', 'A.b@C.example'],
    ['<a\r\n\t@b>', 'a@b'],
    ['a@b', 'a@b'],
    ['"<a@b>"', 'a@b'],
    ['<3CFB@> (added by postmaster@host)', '3CFB@'],
    ['(comment (nested) \\) ) <a@b>', 'a@b'],
    ['a@b (comment)', 'a@b'],
    ['a(unclosed@b', 'a(unclosed@b'],
    ['<<a@b>>', 'a@b'],
    ['<a@b', 'a@b'],
    ['PM20008:14:54 AM', 'PM20008:14:54 AM'],
    ['<from:  client23 China Soho.net>', 'from:client23ChinaSoho.net'],
    ['\ufeff<a@b>\u0000', 'a@b'],
  ])('%j is %s', (raw, normal) => {
    expect(normaliseMessageId(raw)).toBe(normal);
  });

  it.each(['', '  ', '<>', '< >', '()', '""'])('%j is none', (raw) => {
    expect(normaliseMessageId(raw)).toBeNull();
  });

  it('gives back what it gave, whatever it is fed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '(', ')', '\\', '"', ' ', '\n', '@', 'a', 'B', '.') }),
        (raw) => {
          const once = normaliseMessageId(raw);
          if (once === null) return;
          expect(once.trim()).toBe(once);
          expect(once.includes('\n')).toBe(false);
        },
      ),
    );
  });

  it('does not depend on folding, brackets or surrounding space', () => {
    const atom = fc.stringMatching(/^[A-Za-z0-9.$_-]{1,20}$/);
    fc.assert(
      fc.property(atom, atom, (left, right) => {
        const id = `${left}@${right}`;
        for (const raw of [`<${id}>`, id, `\r\n <${id}>\r\n`, `<${left}@\r\n ${right}>`])
          expect(normaliseMessageId(raw)).toBe(id);
      }),
    );
  });
});

describe('edrmMih', () => {
  it('is the MD5 of the id in its brackets', () => {
    expect(edrmMih('CALckR-a8UDkRjO4xJyjd_s0GPxQWw@mail.gmail.com')).toBe('1de319c276884bd0c9e2f1621ada26cc');
  });
});

const CORPUS = '../shared/corpora/mail/spamassassin';

describe.skipIf(!existsSync(CORPUS))('the ids of real mail', () => {
  const ids = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.eml'))
    .map((file) => {
      const text = readFileSync(`${CORPUS}/${file}`, 'latin1');
      const head = text.slice(0, text.search(/\r?\n\r?\n/));
      return /^message-id:(.*(?:\r?\n[ \t].*)*)/im.exec(head)?.[1] ?? null;
    });

  it('are all read but those that are absent or empty', () => {
    expect(ids).toHaveLength(6046);
    expect(ids.filter((id) => id === null)).toHaveLength(1);
    const normal = ids.filter((id) => id !== null).map(normaliseMessageId);
    expect(normal.filter((id) => id === null)).toHaveLength(1);
    expect(normal.filter((id) => id !== null && /\s/.test(id) && !id.startsWith('PM2000'))).toEqual([]);
    expect(ids.filter((id) => id?.includes('\n'))).toHaveLength(11);
  });
});
