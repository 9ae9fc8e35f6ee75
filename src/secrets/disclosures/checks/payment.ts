import { digitsOf, luhn, remainderOf } from './sums.ts';

interface Issuer {
  /** Leading digits, first and last of a range, both of the same length. */
  readonly from: number;
  readonly to: number;
  readonly lengths: readonly number[];
}

/** Issuer ranges as the networks publish them (ISO/IEC 7812). */
const ISSUERS: readonly Issuer[] = [
  { from: 4, to: 4, lengths: [13, 16, 19] },
  { from: 51, to: 55, lengths: [16] },
  { from: 2221, to: 2720, lengths: [16] },
  { from: 34, to: 34, lengths: [15] },
  { from: 37, to: 37, lengths: [15] },
  { from: 6011, to: 6011, lengths: [16, 19] },
  { from: 644, to: 659, lengths: [16, 19] },
  { from: 3528, to: 3589, lengths: [16, 19] },
  { from: 300, to: 305, lengths: [14] },
  { from: 36, to: 36, lengths: [14] },
  { from: 38, to: 39, lengths: [14] },
  { from: 62, to: 62, lengths: [16, 17, 18, 19] },
  { from: 2200, to: 2204, lengths: [16, 17, 18, 19] },
  { from: 508, to: 508, lengths: [16] },
  { from: 81, to: 82, lengths: [16] },
];

/** A payment card's number: its issuer's range and length, and Luhn. Numbers that processors print for tests have few distinct digits. */
export function isPaymentCard(value: string): boolean {
  const digits = digitsOf(value);
  const text = digits.join('');
  const isIssued = ISSUERS.some(({ from, to, lengths }) => {
    const lead = Number(text.slice(0, String(from).length));
    return lead >= from && lead <= to && lengths.includes(text.length);
  });
  return isIssued && luhn(digits) && new Set(digits.slice(0, -1)).size > 4;
}

/** Lengths by country, from the IBAN registry (ISO 13616). */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 ' +
    'FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 ' +
    'LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 ' +
    'SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** ISO 13616: the country's length, and 1 as the remainder by 97 of the number with its first four characters moved to its end. */
export function isIban(value: string): boolean {
  const text = value.replace(/[ -]/g, '').toUpperCase();
  if (IBAN_LENGTHS[text.slice(0, 2)] !== text.length) return false;
  const moved = `${text.slice(4)}${text.slice(0, 4)}`;
  return (
    remainderOf(
      moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55)),
      97,
    ) === 1
  );
}

/** The length of a country's IBANs; null where it has none. */
export function ibanLength(country: string): number | null {
  return IBAN_LENGTHS[country] ?? null;
}
