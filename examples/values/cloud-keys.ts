import { ALPHANUMERIC, BASE32, DIGITS, LOWER, UPPER } from '../alphabets.ts';
import type { Random } from '../random.ts';
import { embeddedValue, type Minted, plainValue } from './minted.ts';

/** An Entra client secret of the generation without a checksum in its tail: three characters, `8Q~`, 34 more. */
export function entraSecret(random: Random): Minted {
  const alphabet = `${ALPHANUMERIC}-_.~`;
  return plainValue(`${random.text(ALPHANUMERIC, 3)}8Q~${random.text(alphabet, 33)}${random.text(ALPHANUMERIC, 1)}`);
}

/** 64 random bytes in base64: 88 characters. */
const accountKey = (random: Random) => random.bytes(64).toString('base64');

export function azureStorage(random: Random): Minted {
  const key = accountKey(random);
  const text = `DefaultEndpointsProtocol=https;AccountName=bcstidestore;AccountKey=${key};EndpointSuffix=core.windows.net`;
  return embeddedValue(key, text, [`AccountKey=${key}`]);
}

export function serviceBus(random: Random): Minted {
  const key = random.bytes(32).toString('base64');
  const text = `Endpoint=sb://bcs-events.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=${key}`;
  return embeddedValue(key, text, [`SharedAccessKey=${key}`]);
}

/** A service SAS with its expiry in `se` (Azure Storage, Create a service SAS). */
export function sasUrl(random: Random): Minted {
  const signature = encodeURIComponent(random.bytes(32).toString('base64'));
  const query = `sv=2022-11-02&sr=c&sp=rl&st=2023-12-01T00:00:00Z&se=2024-12-31T23:59:59Z&sig=${signature}`;
  const url = `https://bcstiles.blob.core.windows.net/delivery?${query}`;
  return { ...embeddedValue(url, url, [query, `?${query}`, signature, decodeURIComponent(signature)]) };
}

/** Key id: `AKIA` and base 32 of the account number shifted over random low bits; secret: 40 of base 64. */
export function awsPair(random: Random): Minted {
  const account = BigInt(random.integer(1, 9) + random.text(DIGITS, 11));
  let bits = ((account << 7n) | (1n << 47n) | BigInt(random.integer(0, 127))) << 32n;
  bits |= BigInt(random.bytes(4).readUInt32BE(0));
  let id = '';
  for (let digit = 0; digit < 16; digit += 1) {
    id = BASE32.charAt(Number(bits & 31n)) + id;
    bits >>= 5n;
  }
  const secret = random.text(`${UPPER}${LOWER}${DIGITS}+/`, 40);
  const keyId = `AKIA${id}`;
  return {
    value: secret,
    text: secret,
    accept: [`${keyId}:${secret}`, `${keyId},${secret}`],
    pieces: { id: keyId },
    beside: [keyId],
  };
}
