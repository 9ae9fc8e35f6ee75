import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadScanner, passwordCandidates } from '../../src/secrets/index.ts';

const scanner = loadScanner();

function candidatesOf(text: string, role: 'body' | 'subject' | 'attachment' = 'body') {
  const context = { subject: null, role } as const;
  return passwordCandidates([{ text, role, findings: scanner.scan(new TextEncoder().encode(text), context) }]);
}

/** The place of a value among the candidates, from 0; -1 where it is none. */
const placeOf = (text: string, value: string, role?: 'body' | 'subject' | 'attachment') =>
  candidatesOf(text, role).findIndex((candidate) => candidate.value === value);

const FILLER =
  'Please find the quarterly figures attached as agreed in Tuesday meeting with Report2024 and Annex7b.\n'.repeat(6);

describe('candidates for the password of something locked', () => {
  it.each([
    ['English', 'The password is Otter-4471.', 'Otter-4471'],
    ['German', 'Das Passwort für die Zip-Datei lautet: Kirschbaum!88', 'Kirschbaum!88'],
    ['German compound', 'Archivkennwort: regenbogen', 'regenbogen'],
    ['German quotes', 'Zum Öffnen bitte „blauer Vogel“ eingeben', 'blauer Vogel'],
    ['French', 'Le mot de passe est « Chèvre-2024 ».', 'Chèvre-2024'],
    ['Spanish', 'La contraseña es gato_negro9', 'gato_negro9'],
    ['Russian', 'Пароль от архива: Весна2024', 'Весна2024'],
    ['Russian inflected', 'архив с паролем берёзка', 'берёзка'],
    ['Japanese', '添付ファイルのパスワードは「さくら2024」です。', 'さくら2024'],
    ['Japanese without quotes', 'パスワードはsakura-77です。', 'sakura-77'],
    ['Japanese colon', 'パスワード：fuji3776', 'fuji3776'],
    ['Chinese', '解压密码：mima_8899', 'mima_8899'],
    ['Korean', '비밀번호는 hangul!42 입니다', 'hangul!42'],
    ['Greek', 'Ο κωδικός είναι thalassa9', 'thalassa9'],
    ['Arabic', 'كلمة المرور هي qamar-55', 'qamar-55'],
    ['Turkish', 'Dosyanın şifresi: kedi.1907', 'kedi.1907'],
    ['phrase', 'The passphrase: correct horse battery staple', 'correct horse battery staple'],
    ['next line', 'Password follows:\n\n  Zebra99x\n\nRegards', 'Zebra99x'],
    ['backticks', 'use `kL9#` to open', 'kL9#'],
    ['bold', 'here you go: **tangerine**', 'tangerine'],
    ['before the word', 'Quokka77 is the password', 'Quokka77'],
    ['short', 'password: x7q', 'x7q'],
  ])('%s: among the first, whatever else is said', (_name, sentence, value) => {
    const place = placeOf(`${FILLER}${sentence}\n${FILLER}`, value);
    expect(place).toBeGreaterThanOrEqual(0);
    expect(place).toBeLessThan(60);
  });

  it('a line of one word comes before words in sentences, and a chosen look before plain words', () => {
    const text = `${FILLER}\nmarigold\n\n${FILLER}`;
    expect(placeOf(text, 'marigold')).toBeLessThan(placeOf(text, 'Report2024'));
    expect(placeOf(text, 'Report2024')).toBeLessThan(placeOf(text, 'quarterly'));
  });

  it('a subject as a whole, then its words', () => {
    expect(
      candidatesOf('blue harbour 12', 'subject')
        .slice(0, 2)
        .map(({ value }) => value),
    ).toContain('blue harbour 12');
    expect(placeOf('blue harbour 12', 'harbour', 'subject')).toBeGreaterThan(0);
  });

  it('with the signs at its end and without', () => {
    for (const value of ['Otter!', 'Otter!.', 'Otter'])
      expect(placeOf('I mean Otter!. Bye', value)).toBeGreaterThanOrEqual(0);
  });

  it('a body before what is attached', () => {
    const texts = [
      { text: 'password: from-the-list', role: 'attachment', findings: [] },
      { text: 'password: from-the-body', role: 'body', findings: [] },
    ] as const;
    const values = passwordCandidates(texts).map(({ value }) => value);
    expect(values.indexOf('from-the-body')).toBeLessThan(values.indexOf('from-the-list'));
  });

  it('are distinct, bounded, ranked, and pieces of the text, whatever the text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc
        .array(fc.constantFrom('password', ': ', '「', '」', '"', ' ', '\n', 'パスワード', 'ist', 'x7', '**', 'é'), {
          maxLength: 80,
        })
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const found = passwordCandidates([{ text: written, role: 'body', findings: [] }], 50);
        expect(found.length).toBeLessThanOrEqual(50);
        expect(new Set(found.map(({ value }) => value)).size).toBe(found.length);
        expect(found.map(({ rank }) => rank)).toEqual(found.map(({ rank }) => rank).toSorted((a, b) => a - b));
        for (const { value } of found) expect(written.includes(value)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('in a second for a megabyte that speaks of nothing else', () => {
    const started = performance.now();
    expect(candidatesOf('password password: '.repeat(60_000)).length).toBeLessThanOrEqual(2000);
    expect(candidatesOf(`"${'(*'.repeat(300_000)}`).length).toBeLessThanOrEqual(2000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
