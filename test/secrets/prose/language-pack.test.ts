import { describe, expect, test } from 'vitest';
import { findProseIn } from '../../../src/secrets/prose/find-prose.ts';
import { compileLanguage } from '../../../src/secrets/prose/language.ts';
import { languagePackSchema } from '../../../src/secrets/prose/language-pack.ts';

const lists =
  'otherSenses tyingTopics briefTopics principals hosts links backlinks determiners spelling trailers withheld policy notices joints ' +
  'knownAccounts bulk otherNumbers linkParts linkCues subjectReferences fillers stops phraseOpeners chosenWords states stateEndings placeholders weakStems';
const EMPTY = {
  language: 'xx',
  name: 'Test',
  topics: {},
  belongs: { principal: [], host: [] },
  introducers: { strong: [], weak: [] },
  examples: { positive: [], negative: [] },
  ...Object.fromEntries(lists.split(' ').map((name) => [name, []])),
};

const words = (...of: string[]) => [{ rule: 'prose-password', kind: 'password', value: 'any', words: of }];
const found = (pack: object, text: string) =>
  findProseIn([compileLanguage(languagePackSchema.parse({ ...EMPTY, ...pack }))], text, {
    subject: null,
    role: 'body',
  }).map(({ start, end }) => text.slice(start, end));

describe('a language is data alone', () => {
  test('Japanese: no spaces between words, its own quotes and full-width signs', () => {
    const pack = { credentials: words('パスワード'), links: ['は', 'を'] };
    expect(found(pack, '検証サーバーのパスワードは Kaede.4417 です。')).toEqual(['Kaede.4417']);
    expect(found(pack, '初期パスワード：Yuki7!same')).toEqual(['Yuki7!same']);
    expect(found(pack, 'パスワードを「Kaede_44x」に変更した。')).toEqual(['Kaede_44x']);
  });
  test('Chinese: the value touches the words around it', () => {
    const pack = { credentials: words('密码'), links: ['是', '已改为'] };
    expect(found(pack, '管理员密码已改为Zhuzi_Ma44，请保管。')).toEqual(['Zhuzi_Ma44']);
  });
  test('Hebrew: a letter written onto the word', () => {
    const pack = { credentials: words('סיסמה'), links: ['היא'], prefixes: ['ה'] };
    expect(found(pack, 'הסיסמה לשרת היא Zayit.44, תודה')).toEqual(['Zayit.44']);
  });
  test('Hebrew: marks of direction around the value, a word without a sign before it', () => {
    const pack = { credentials: words('סיסמה'), links: ['היא', 'ל', 'ל-'] };
    expect(found(pack, 'סיסמה\u200f:\u202a Zayit.44\u202c')).toEqual(['Zayit.44']);
    expect(found(pack, 'סיסמה שונתה לZayit.44')).toEqual(['Zayit.44']);
  });
  test('Hebrew: what is written onto a name before it is no part of it', () => {
    const pack = { credentials: words('סיסמה'), prefixes: ['ב-'], introducers: { strong: ['הסיסמה שמורה'], weak: [] } };
    expect(found({ ...pack, stops: ['keepass'] }, 'סיסמה: ב-KeePass')).toEqual([]);
    expect(found(pack, 'סיסמה: ב-Zayit.44')).toEqual(['Zayit.44']);
  });
  test('Korean: particles on the word and behind the value', () => {
    const pack = { credentials: words('비밀번호'), links: ['는', '를'] };
    expect(found(pack, '서버 비밀번호는 Dotori.44입니다.')).toEqual(['Dotori.44']);
  });
  test('a language of its own script is not asked about a text without its letters', () => {
    const pack = { scripts: ['Hangul'], credentials: words('pw'), tails: ['입니다'], counters: ['자'] };
    expect(found(pack, 'pw: Dotori.44')).toEqual([]);
    expect(found(pack, '지금 pw: Dotori.44')).toEqual(['Dotori.44']);
    expect(found(pack, '지금 pw: dotori 입니다')).toEqual(['dotori']);
    expect(found(pack, '지금 pw: 4417')).toEqual(['4417']);
    expect(found(pack, '지금 pw: 4417자')).toEqual([]);
  });
  test('Japanese: what introduces a value stands behind it; a secret word in its own quotes', () => {
    const pack = {
      credentials: words('合言葉'),
      links: ['は'],
      strongTrailers: ['に変更しました'],
      topics: {},
      stops: ['社員番号'],
    };
    expect(found(pack, '合言葉の件、今日からHaru_kaze7に変更しました。')).toEqual(['Haru_kaze7']);
    expect(found(pack, '合言葉は「青いとんぼ」。')).toEqual(['青いとんぼ']);
    expect(found(pack, '合言葉は「社員番号」。')).toEqual([]);
    expect(found(pack, '合言葉は青いとんぼ')).toEqual([]);
  });
  test('Arabic: letters that are written one for another', () => {
    const pack = { plainly: true, credentials: words('كلمة السر'), links: ['هي', 'إلى'] };
    expect(found(pack, 'كلمه السر هي Nakhla.44')).toEqual(['Nakhla.44']);
    expect(found(pack, 'تغيرت كلمة السر الى Nakhla.44')).toEqual(['Nakhla.44']);
  });
  test('words of another writing are for another language to judge', () => {
    const pack = { credentials: words('password'), links: [] };
    expect(found(pack, 'Password: gravelpit')).toEqual(['gravelpit']);
    expect(found(pack, 'Password: محفوظة')).toEqual([]);
  });
  test('Turkish: endings, and capitals that change length', () => {
    const pack = { credentials: words('şifre*'), links: ['olarak'] };
    expect(found(pack, 'İİİ sunucunun şifresi Zeytin.44, teşekkürler')).toEqual(['Zeytin.44']);
  });
  test('Polish: letters with and without their marks are one where the pack says so', () => {
    const pack = { credentials: words('hasło'), links: ['było'] };
    expect(found({ ...pack, plainly: true }, 'HASLO bylo Wierzba.44')).toEqual(['Wierzba.44']);
    expect(found(pack, 'haslo to Wierzba4, bylo wierzba44')).toEqual([]);
  });
  test('a stem among single words stands for all its endings', () => {
    const pack = { credentials: words('пароль'), links: ['был'], states: ['сброшен*'] };
    expect(found(pack, 'Пароль был сброшенный')).toEqual([]);
    expect(found(pack, 'Пароль был сбруя')).toEqual(['сбруя']);
    expect(found(pack, 'Пароль был сброшен47')).toEqual(['сброшен47']);
  });
  test('Turkish: what inflection writes behind an apostrophe is no part of the value', () => {
    const pack = { credentials: words('şifre*'), valueEndings: ['dir'] };
    expect(found(pack, "Şifre Zeytin.44'dir")).toEqual(['Zeytin.44']);
    expect(found({ ...pack, valueEndings: [] }, "Şifre Zeytin.44'dir")).toEqual(["Zeytin.44'dir"]);
  });
  test('Russian: no verb between the word and its value, which ends the clause', () => {
    const pack = { credentials: words('пароль'), stops: ['от', 'на', 'к'], hosts: ['сервере'] };
    expect(found(pack, 'Пароль от стенда Ryabina_47, логин прежний.')).toEqual(['Ryabina_47']);
    expect(found(pack, 'Пароль от вайфая ryabinushka.')).toEqual(['ryabinushka']);
    expect(found(pack, 'Пароль от Ryabina.')).toEqual([]);
    expect(found(pack, 'Пароль на сервере web47.')).toEqual([]);
    expect(found(pack, 'Пароль от вайфая рябинушка.')).toEqual([]);
  });
  test('Turkish: a word next to its credential word is said of it where the language states without a verb', () => {
    const pack = { credentials: words('şifresi'), stops: ['yok'] };
    expect(found({ ...pack, verbless: true }, 'modemin şifresi papatya')).toEqual(['papatya']);
    expect(found({ ...pack, verbless: true }, 'modemin şifresi yok')).toEqual([]);
    expect(found({ ...pack, verbless: true }, 'modemin şifresi papatya:')).toEqual([]);
    expect(found(pack, 'modemin şifresi papatya')).toEqual([]);
  });
  test('an unknown field, a rule id of another form and a missing list are refused', () => {
    expect(languagePackSchema.safeParse({ ...EMPTY, credentials: [], surprise: [] }).success).toBe(false);
    expect(
      languagePackSchema.safeParse({ ...EMPTY, credentials: [{ ...words('a')[0], rule: 'Password' }] }).success,
    ).toBe(false);
    expect(languagePackSchema.safeParse({ ...EMPTY, credentials: [], stops: undefined }).success).toBe(false);
  });
});
