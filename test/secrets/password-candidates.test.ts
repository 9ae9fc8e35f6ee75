import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadScanner, passwordCandidates, writtenPlaces } from '../../src/secrets/index.ts';

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
    ['Korean, an ending joined', '비밀번호는 Namsan88!입니다.', 'Namsan88!'],
    ['Turkish, an ending joined', "Şifre Kedi1907'dir.", 'Kedi1907'],
    ['Russian words after a dash', 'Пароль к архиву — синий кит. С уважением', 'синий кит'],
    ['a phrase before more of the sentence', 'The passphrase is green tea, as always', 'green tea'],
    ['with a sign of numbers', 'The password is the invoice number #4482190', '4482190'],
    ['spaces that do not break', 'Mot de passe : Kolibri\u00a012', 'Kolibri 12'],
    ['wide letters', 'パスワード：Ａｂｃ１２３', 'Abc123'],
    ['letters with their marks apart', 'Passwort: Mu\u0308ller1', 'Müller1'],
    ['curly quotes', 'password: O’Neil-5', "O'Neil-5"],
    ['a dash put for two', 'password: pine–tree', 'pine--tree'],
    ['a capital put by the program', 'Password: Mountain7', 'mountain7'],
    ['spelled out', 'The password is K 7 ! m N 9, without blanks', 'K7!mN9'],
  ])('%s: among the first, whatever else is said', (_name, sentence, value) => {
    const place = placeOf(`${FILLER}${sentence}\n${FILLER}`, value);
    expect(place).toBeGreaterThanOrEqual(0);
    expect(place).toBeLessThan(60);
  });

  it.each([
    ['a telephone number', 'my mobile number\n-- \nJan\nMobil: 0170 123 45 67', '01701234567'],
    ['of another country', 'my number\n-- \nJo\nTel. +44 (0)20 7946 0958', '+442079460958'],
    ['a day', 'your date of birth, 01.02.1980', '01021980'],
    ['a line of its own', 'here you go:\n\n  blue river stone\n\nKim', 'blue river stone'],
    [
      'a phrase in the sentence',
      'Use purple monkey dishwasher as the password when you open it',
      'purple monkey dishwasher',
    ],
  ])('%s, as it is typed', (_name, text, value) => {
    expect(placeOf(text, value)).toBeGreaterThanOrEqual(0);
    expect(placeOf(text, value)).toBeLessThan(100);
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

  const PIECES = ['password', ': ', '「', '」', '"', ' ', '\n', 'パスワード', 'ist', 'x7', '**', 'é', 'e\u0301'];
  const TYPED_PIECES = ['\u00a0', '–', '’', 'Ｘ', '0170 12', '.', 'M', '\u200b', '+49 '];
  const built = fc.array(fc.constantFrom(...PIECES, ...TYPED_PIECES), { maxLength: 80 }).map((all) => all.join(''));

  it('are pieces of the text, or what is typed for one that can be found in it again', () => {
    fc.assert(
      fc.property(built, (written) => {
        for (const { value } of passwordCandidates([{ text: written, role: 'body', findings: [] }], 200))
          expect(written.includes(value) || writtenPlaces(written, value).length > 0, value).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('are distinct, bounded and ranked, whatever the text', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), built);
    fc.assert(
      fc.property(text, (written) => {
        const found = passwordCandidates([{ text: written, role: 'body', findings: [] }], 50);
        expect(found.length).toBeLessThanOrEqual(50);
        expect(new Set(found.map(({ value }) => value)).size).toBe(found.length);
        expect(found.map(({ rank }) => rank)).toEqual(found.map(({ rank }) => rank).toSorted((a, b) => a - b));
      }),
      { numRuns: 500 },
    );
  });

  it('in a second for a megabyte that speaks of nothing else', () => {
    const started = performance.now();
    for (const text of ['password password: '.repeat(60_000), `"${'(*'.repeat(300_000)}`, '1 '.repeat(200_000)])
      expect(passwordCandidates([{ text, role: 'body', findings: [] }]).length).toBeLessThanOrEqual(2000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
