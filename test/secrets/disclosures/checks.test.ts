import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECK_NAMES, type CheckName, passes } from '../../../src/secrets/disclosures/checks/index.ts';
import { disclosureKinds } from '../../../src/secrets/disclosures/index.ts';

/** A value of each check as its kind's example writes it, separators taken out. */
const VALUES = new Map<CheckName, string>(
  disclosureKinds().flatMap(({ find, examples }) => {
    const [first] = examples;
    if (find.by !== 'number' || first === undefined || !('values' in first)) return [];
    return find.checks.map((check) => [check, first.values[0] ?? ''] as const);
  }),
);
VALUES.set('iban', 'GB59QUAY60161331926819');
VALUES.set('birth-date', '12.04.1985');
// Its separator tells the century.
VALUES.set('finnish-person', (VALUES.get('finnish-person') ?? '').replace(/^\d{6}/, '$&-'));

/** In these every change of one digit is seen; others leave some unseen, by their make. */
const SEES_EVERY_DIGIT: readonly CheckName[] = [
  'canadian-insurance',
  'croatian-oib',
  'greek-amka',
  'indian-aadhaar',
  'israeli-id',
  'payment-card',
  'polish-pesel',
  'south-african-id',
  'spanish-id',
  'swedish-person',
  'swiss-insurance',
];

const changed = (value: string, at: number, by: number): string => {
  const place = [...value.matchAll(/\d/g)][at % value.replace(/\D/g, '').length]?.index ?? 0;
  return `${value.slice(0, place)}${(Number(value[place]) + by) % 10}${value.slice(place + 1)}`;
};

it('every check has a value to be tried on', () => {
  expect(CHECK_NAMES.filter((name) => !VALUES.has(name))).toEqual([]);
});

describe.each([...VALUES])('%s', (name, value) => {
  it('takes its value', () => {
    expect(passes(value, [name])).toBe(true);
  });

  it('takes few of all numbers of the form, and some', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 24, maxLength: 24 });
    let taken = 0;
    fc.assert(
      fc.property(digits, (drawn) => {
        let at = 0;
        taken += passes(
          value.replace(/\d/g, () => String(drawn[at++])),
          [name],
        )
          ? 1
          : 0;
      }),
      { numRuns: 2000, seed: 7 },
    );
    expect(taken).toBeLessThan(LOOSE.get(name) ?? 300);
  });

  it('answers anything without failing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => typeof passes(text, [name]) === 'boolean'));
  });
});

it.each(SEES_EVERY_DIGIT)('%s sees each changed digit', (name) => {
  const value = VALUES.get(name) ?? '';
  fc.assert(
    fc.property(fc.nat(30), fc.integer({ min: 1, max: 9 }), (at, by) => !passes(changed(value, at, by), [name])),
  );
});

/** Checks without a check digit take every number that is a date, a range or a letter. */
const LOOSE: ReadonlyMap<CheckName, number> = new Map([
  ['us-social-security', 2001],
  ['us-taxpayer', 300],
  ['british-insurance', 2001],
  ['indian-pan', 2001],
  ['danish-person', 300],
  ['malaysian-id', 300],
]);

describe('an IBAN', () => {
  const lengths: readonly (readonly [string, number])[] = [
    ['DE', 18],
    ['FR', 23],
    ['NO', 11],
    ['MT', 27],
  ];
  const drawn = fc.tuple(fc.constantFrom(...lengths), fc.array(fc.nat(9), { minLength: 27, maxLength: 27 }));

  /** ISO 13616: 98 less the remainder of the number with `00` for its check digits. */
  const ibanOf = (country: string, account: string): string => {
    const number = `${account}${country}00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
    return `${country}${String(98n - (BigInt(number) % 97n)).padStart(2, '0')}${account}`;
  };

  it('passes as it is made, and not with any digit changed', () => {
    fc.assert(
      fc.property(drawn, fc.nat(25), fc.integer({ min: 1, max: 9 }), ([[country, length], digits], at, by) => {
        const iban = ibanOf(country, digits.slice(0, length).join(''));
        return passes(iban, ['iban']) && !passes(changed(iban, at, by), ['iban']);
      }),
    );
  });

  it('passes in groups of four, and not with a digit too many', () => {
    const iban = ibanOf('NO', '86011117947');
    expect(passes(iban.replace(/(.{4})/g, '$1 '), ['iban'])).toBe(true);
    expect(passes(`${iban}0`, ['iban'])).toBe(false);
  });
});

describe('a date of birth', () => {
  it.each(['12.04.1985', '4/12/1985', '1985-04-12', '31/12/2001'])('%s is one', (date) => {
    expect(passes(date, ['birth-date'])).toBe(true);
  });

  it.each(['45.04.1985', '31.02.1985', '1985-13-12', '12.04.1785'])('%s is none', (date) => {
    expect(passes(date, ['birth-date'])).toBe(false);
  });
});
