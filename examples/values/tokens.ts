import { crc32 } from 'node:zlib';
import { ALPHANUMERIC, BASE32, BASE64URL, DIGITS, HEX } from '../alphabets.ts';
import type { Random } from '../random.ts';
import { type Minted, plainValue } from './minted.ts';

/** Six base-62 digits of a CRC-32, digits before upper before lower case (GitHub's and npm's token format, 2021). */
function base62Checksum(text: string): string {
  let rest = crc32(Buffer.from(text));
  let out = '';
  while (out.length < 6) {
    out = ALPHANUMERIC.charAt(rest % 62) + out;
    rest = Math.floor(rest / 62);
  }
  return out;
}

function checkedToken(prefix: string, random: Random): Minted {
  const body = random.text(ALPHANUMERIC, 30);
  return plainValue(`${prefix}${body}${base62Checksum(body)}`);
}

export const githubPat = (random: Random): Minted => checkedToken('ghp_', random);
export const npmToken = (random: Random): Minted => checkedToken('npm_', random);

export function githubFineGrained(random: Random): Minted {
  return plainValue(
    `github_pat_11${random.text(`${DIGITS}ABCDEFGHIJ`, 9)}0${random.text(ALPHANUMERIC, 10)}_${random.text(ALPHANUMERIC, 59)}`,
  );
}

export const gitlabToken = (random: Random): Minted =>
  plainValue(`glpat-${random.text(BASE64URL.replace('-', ''), 20)}`);

export function slackBot(random: Random): Minted {
  return plainValue(
    `xoxb-${random.text('123456789', 12)}-${random.text('123456789', 13)}-${random.text(ALPHANUMERIC, 24)}`,
  );
}

export function slackUser(random: Random): Minted {
  const ids = [12, 12, 13].map((length) => random.text('123456789', length)).join('-');
  return plainValue(`xoxp-${ids}-${random.text(HEX, 32)}`);
}

export function slackWebhook(random: Random): Minted {
  const id = (first: string) => first + random.text(`${DIGITS}ABCDEFGHJKLMNPQRSTUVWXYZ`, 10);
  return plainValue(`https://hooks.slack.com/services/${id('T')}/${id('B')}/${random.text(ALPHANUMERIC, 24)}`);
}

export const stripeKey = (random: Random): Minted => plainValue(`sk_live_51${random.text(ALPHANUMERIC, 97)}`);

export function sendgridKey(random: Random): Minted {
  return plainValue(`SG.${random.text(ALPHANUMERIC, 22)}.${random.text(BASE64URL.replace('-', ''), 43)}`);
}

export const googleKey = (random: Random): Minted => plainValue(`AIza${random.text(BASE64URL.replace('-', ''), 35)}`);

export const vaultToken = (random: Random): Minted => plainValue(`hvs.CAESI${random.text(ALPHANUMERIC, 90)}`);

/** RFC 4648 §6 in lower case, without padding. */
function base32(bytes: Buffer): string {
  let bits = 0;
  let held = 0;
  let out = '';
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 5) {
      held -= 5;
      out += BASE32.charAt((bits >>> held) & 31);
    }
    bits &= 0xff;
  }
  return (held === 0 ? out : out + BASE32.charAt((bits << (5 - held)) & 31)).toLowerCase();
}

/** A legacy Azure DevOps token of a user: 28 random bytes, among them their CRC-32 XOR 0xe0b9692d, in base 32: 52 characters. */
export function devopsPat(random: Random): Minted {
  const bytes = [...random.bytes(28)];
  const check = Buffer.alloc(4);
  check.writeUInt32LE((crc32(Buffer.from(bytes)) ^ 0xe0b9692d) >>> 0);
  for (const [at, byte] of [
    [2, check[3]],
    [7, check[2]],
    [8, check[1]],
    [22, check[0]],
  ] as const)
    bytes.splice(at, 0, byte ?? 0);
  return plainValue(base32(Buffer.from(bytes)));
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An access token as Entra issues it (RFC 7519); the signature is 256 random bytes. */
export function jwt(random: Random): Minted {
  const issued = Date.parse('2024-01-10T15:04:05Z') / 1000 + random.integer(0, 3600);
  const tenant = random.uuid();
  const claims = {
    aud: 'https://graph.microsoft.com',
    iss: `https://sts.windows.net/${tenant}/`,
    iat: issued,
    nbf: issued,
    exp: issued + 86_400,
    appid: random.uuid(),
    tid: tenant,
    ver: '1.0',
  };
  const header = { typ: 'JWT', alg: 'RS256', kid: random.text(BASE64URL, 27) };
  return plainValue(`${base64url(header)}.${base64url(claims)}.${random.bytes(256).toString('base64url')}`);
}
