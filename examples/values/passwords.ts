import { DIGITS } from '../alphabets.ts';
import type { Random } from '../random.ts';
import { type Minted, plainValue } from './minted.ts';

const WORDS =
  'anchor,barnacle,cormorant,driftwood,estuary,fathom,gannet,halyard,isobar,jetty,kelp,lagoon,mackerel,nautilus,osprey,plover,quay,rudder,sextant,tiller,urchin,vortex,wharf,yawl,brine,capstan,dory,eddy,flotsam,grapnel'.split(
    ',',
  );

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
/** Letters swapped for look-alikes, as people do it. */
const leet = (word: string) => word.replace('a', '4').replace('e', '3').replace('o', '0');

/** A password as a person makes it: words, digits and a sign in one of several habits. */
export function password(random: Random): Minted {
  const [first, second] = random.sample(WORDS, 2) as [string, string];
  const number = random.text(DIGITS, random.integer(2, 4));
  const sign = random.pick(['!', '#', '$', '%', '*', '+']);
  const habits = [
    `${capital(first)}${sign}${capital(second)}${number}`,
    `${capital(leet(first))}-${capital(second)}${number}${sign}`,
    `${number}${sign}${capital(first)}_${leet(second)}`,
    `${capital(first)}.${number}.${capital(second)}${sign}`,
  ];
  return plainValue(random.pick(habits));
}

/** A door or gate code, four to six digits, no repeated digit side by side. */
export function pin(random: Random): Minted {
  let code = '';
  while (code.length < 5) {
    const digit = random.text(DIGITS, 1);
    if (!code.endsWith(digit)) code += digit;
  }
  return plainValue(code, [`${code}#`]);
}

/** A WPA2 pass phrase (8 to 63 characters). */
export function wifiKey(random: Random): Minted {
  return plainValue(`${random.sample(WORDS, 2).join('-')}-${random.integer(100, 999)}`);
}

/** An IPsec pre-shared key. */
export function presharedKey(random: Random): Minted {
  return plainValue(random.text('ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789', 28));
}

/** A BitLocker recovery password: eight groups of six digits, each a 16-bit number times 11 (Microsoft, BitLocker recovery). */
export function bitlocker(random: Random): Minted {
  const group = () => String(random.integer(0, 65535) * 11).padStart(6, '0');
  return plainValue(Array.from({ length: 8 }, group).join('-'));
}
