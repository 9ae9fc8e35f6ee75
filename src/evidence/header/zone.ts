/** Zones by name in minutes east of UTC: RFC 5322 §4.3, and the European and Asian ones met in old mail. */
const NAMED: ReadonlyMap<string, number> = new Map([
  ['UT', 0],
  ['UTC', 0],
  ['GMT', 0],
  ['Z', 0],
  ['EST', -300],
  ['EDT', -240],
  ['CST', -360],
  ['CDT', -300],
  ['MST', -420],
  ['MDT', -360],
  ['PST', -480],
  ['PDT', -420],
  ['AKST', -540],
  ['AKDT', -480],
  ['HST', -600],
  ['WET', 0],
  ['WEST', 60],
  ['BST', 60],
  ['CET', 60],
  ['MET', 60],
  ['MEZ', 60],
  ['CEST', 120],
  ['MEST', 120],
  ['MESZ', 120],
  ['EET', 120],
  ['EEST', 180],
  ['MSK', 180],
  ['JST', 540],
  ['KST', 540],
  ['AEST', 600],
  ['AEDT', 660],
]);

const USUAL = /^[+-]\d{4}$/;
const LONGEST_OFFSET = 24 * 60;

/**
 * Minutes east of UTC of a zone as written: `+0200`, `+02:00`, `+2`, `EST`, `GMT+0200`. Military letters other than Z count as unknown,
 * since RFC 822 gave them the wrong sign.
 * @returns null for `-0000` and for zones we do not know.
 */
export function zoneOffset(zone: string): number | null {
  if (USUAL.test(zone) && zone !== '-0000') {
    const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
    if (minutes <= LONGEST_OFFSET) return zone.startsWith('-') ? -minutes : minutes;
  }
  const numeric = /^(?:GMT|UTC?)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone.replaceAll('"', ''));
  if (numeric === null) return NAMED.get(zone.toUpperCase().replace(/[^A-Z]/g, '')) ?? null;
  const [, sign, hours, minutes = '0'] = numeric;
  const offset = Number(hours) * 60 + Number(minutes);
  if (offset > LONGEST_OFFSET || (sign === '-' && offset === 0)) return null;
  return sign === '-' ? -offset : offset;
}
