import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadScanner, ruleInfo } from '../../src/secrets/index.ts';
import { rulePack } from '../../src/secrets/pack/rule-pack.ts';
import { columnsUnder, readAligned } from '../../src/secrets/tables/aligned.ts';
import { readRecord } from '../../src/secrets/tables/record.ts';

const scanner = loadScanner({ prose: false });
const scan = (text: string) => scanner.scan(new TextEncoder().encode(text), { subject: null, role: 'attachment' });
const rows = (text: string) =>
  scan(text)
    .filter(({ rule }) => rule.startsWith('table-'))
    .map(({ secret, principal, host, confidence }) => [secret.reveal(), principal, host, confidence]);

describe('cells under a heading that names a credential', () => {
  test.each<readonly [string, string, readonly (readonly unknown[])[]]>([
    [
      'semicolons, with quotes',
      'Login;Name;InitialPassword\nejern;Elena;Anchor.77.Barnacle$\nppem;Pat;"4nch0r;Iso""986$"\n',
      [
        ['Anchor.77.Barnacle$', 'ejern', null, 'high'],
        ['4nch0r;Iso"986$', 'ppem', null, 'high'],
      ],
    ],
    [
      'tabs of a spreadsheet, empty cells at the end left out',
      'User\tTempPasswd\tServer\nana\tRudder!Capstan8345\tfiles.agency.example\nbob\tWhimbrel44\ncy\t\tx',
      [
        ['Rudder!Capstan8345', 'ana', 'files.agency.example', 'high'],
        ['Whimbrel44', 'bob', null, 'high'],
      ],
    ],
    [
      'commas in a quoted message',
      '> host,login,api_key\r\n> h1,ana,0a9d8f7e6c5b4a3f2e1d\r\n> Thanks\r\n',
      [['0a9d8f7e6c5b4a3f2e1d', 'ana', 'h1', 'high']],
    ],
    [
      'a Markdown table',
      '| Host | Konto | PW |\n|------|:-----:|----|\n| db1 | sa | `Kestrel*44` |\n| db2 | root | a\\|b-Curlew*9 |\n\nafter',
      [
        ['Kestrel*44', 'sa', 'db1', 'high'],
        ['a|b-Curlew*9', 'root', 'db2', 'high'],
      ],
    ],
    [
      'columns that begin where the dashes under their headings do',
      'ComputerName Account       Password       PasswordUpdateTime\n------------ -------       --------       ------------------\nPC-0041      Administrator Zl,h+lz;C[0/VU 3/1/2026 1:02:03 PM\nPC-0042      localadm      pp8;QkLw3-dF9x 3/1/2026 1:02:07 PM\n\nPC-0043      Administrator Not-Of-It-44x 3/1/2026',
      [
        ['Zl,h+lz;C[0/VU', 'Administrator', 'PC-0041', 'high'],
        ['pp8;QkLw3-dF9x', 'localadm', 'PC-0042', 'high'],
      ],
    ],
    [
      'such columns in a quoted message, and a row that goes over their edges',
      '> name    ms-Mcs-AdmPwd\n> ----    -------------\n> PC-0043 Kj7#qp2!Lw9zXv\n> and that is all of them, says Ana\n',
      [['Kj7#qp2!Lw9zXv', 'PC-0043', null, 'high']],
    ],
    ['French', 'utilisateur;mot_de_passe\nana;J3tty-Naut#', [['J3tty-Naut#', 'ana', null, 'high']]],
    ['German', 'Benutzer,Passwort (neu)\nana,turnstone44', [['turnstone44', 'ana', null, 'medium']]],
    ['Russian', 'Логин;Пароль\nana;J3tty-Naut#', [['J3tty-Naut#', 'ana', null, 'high']]],
    [
      'a first column that names the user',
      'tester\tpassword\ntst-01\tCapstan*4273',
      [['Capstan*4273', 'tst-01', null, 'high']],
    ],
    [
      'a plain word and a default',
      'user;pw\nana;separately\nbob;changeme',
      [
        ['separately', 'ana', null, 'low'],
        ['changeme', 'bob', null, 'low'],
      ],
    ],
    ['no value', 'user;password\nana;********\nbob;\ncy;n/a\ndo;<set by you>\nem;2024-02-01', []],
    [
      'columns about passwords',
      'Name,PasswordLastSet,Password_Expires,PasswordRequired\nana,Kestrel*44,Kestrel*45,x7-Plover',
      [],
    ],
    ['a sentence with commas', 'Dear user, your password\ngo to Kestrel*44, click Kestrel*44', []],
    ['a list of settings', 'host=x;user=y;password\na=1;b=2;Kestrel*44', []],
    ['rows of another width', 'user;password\nana;b;Kestrel*44', []],
  ])('%s', (_name, text, expected) => {
    expect(rows(text)).toEqual(expected);
  });

  test('the span is the cell, in bytes of the text', () => {
    const text = 'naïve, yes\n\nBenutzer;Passwort\nmüller;"Größe-71x"\n';
    const utf8 = new TextEncoder().encode(text);
    const [finding] = scan(text);
    expect(new TextDecoder().decode(utf8.subarray(...(finding?.span ?? [0, 0])))).toBe('Größe-71x');
    expect(finding?.principal).toBe('müller');
  });

  test('is told once where prose reads the same table', () => {
    const text = 'User\tPassword\nana\tRudder!Capstan8345\nbob\tKestrel*4417\n';
    const found = loadScanner().scan(new TextEncoder().encode(text), { subject: null, role: 'body' });
    expect(found.map((each) => [each.rule, each.secret.reveal()])).toEqual([
      ['table-password', 'Rudder!Capstan8345'],
      ['table-password', 'Kestrel*4417'],
    ]);
  });

  test('every rule is described, and every heading of the pack found', () => {
    for (const rule of rulePack().tables.secrets) {
      expect(ruleInfo(rule.id)).toMatchObject({ id: rule.id, exposure: rule.exposure });
      expect(scanner.rules).toContain(rule.id);
      for (const column of rule.columns) {
        for (const heading of [column, column.toUpperCase(), `New_${column.replaceAll(' ', '_')}`]) {
          expect(
            rows(`a;${heading};b\nana;Kest-7712*rel;x`).map(([secret]) => secret),
            heading,
          ).toEqual(['Kest-7712*rel']);
        }
      }
    }
  });
});

describe('a record', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab1 ;,"\n\r\t|é'), maxLength: 8 }).map((text) => text.trim());

  test('gives back what RFC 4180 wrote', () => {
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(';', ',', '\t'),
        (cells, separator) => {
          const text = `${cells.map(quoted).join(separator)}\r\nnext`;
          const record = readRecord(text, 0, separator as ',');
          expect(record?.cells.map(({ value }) => value)).toEqual(cells);
          expect(text.slice(record?.next)).toBe('next');
        },
      ),
    );
  });

  test('of any text moves on and stays inside it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab"\\|;,\t\n\r> *`') }),
        fc.constantFrom(';', ',', '\t', '|'),
        (text, separator) => {
          const record = readRecord(text, 0, separator as ',');
          expect(record?.next ?? 0).toBeLessThanOrEqual(text.length);
          if (text !== '') expect(record?.next).toBeGreaterThan(0);
          for (const { start, end } of record?.cells ?? []) expect(start).toBeLessThanOrEqual(end);
        },
      ),
    );
  });
});

test('a table longer than what is read at a time is read to its end, and quickly', () => {
  const count = 40_000;
  const line = (at: number): string =>
    `user${at};some more words to fill the row;Kestrel*${String(at).padStart(6, '0')}`;
  const text = `login;remark;password\n${Array.from({ length: count }, (_, at) => line(at)).join('\n')}\n`;
  const start = performance.now();
  const found = rows(text);
  expect(found).toHaveLength(count);
  expect(found.at(-1)).toEqual([`Kestrel*0${count - 1}`, `user${count - 1}`, null, 'high']);
  expect(performance.now() - start).toBeLessThan(10_000);
});

describe('columns without separators', () => {
  test('a row written in them is read back, whatever its values', () => {
    const widths = fc.array(fc.integer({ min: 2, max: 12 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(
        widths,
        fc.array(fc.stringMatching(/^[!-~]{1,12}$/), { minLength: 6, maxLength: 6 }),
        (each, values) => {
          const cells = each.map((width, column) => (values[column] ?? '').slice(0, width));
          const written = (parts: readonly string[]) =>
            parts.map((part, column) => part.padEnd((each[column] ?? 0) + 1)).join('');
          const columns = columnsUnder(written(each.map((width) => '-'.repeat(width)))) ?? [];
          const read = readAligned(`${written(cells)}\nnext`, 0, columns);
          expect(read?.cells.map(({ value }) => value)).toEqual(cells);
        },
      ),
    );
  });

  test.each(['---', '- - -', '---- text ----', '-----|-----', ''])('none under %j', (line) => {
    expect(columnsUnder(line)).toBeNull();
  });
});
