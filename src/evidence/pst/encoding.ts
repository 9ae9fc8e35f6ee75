/** How the data of blocks is obscured ([MS-PST] §5.1, §5.2). */
export type BlockEncoding = 'none' | 'permute' | 'cyclic';

/** The encoding of the header's bCryptMethod; null for one that is not known. */
export function encodingOf(method: number): BlockEncoding | null {
  if (method === 0) return 'none';
  if (method === 1) return 'permute';
  return method === 2 ? 'cyclic' : null;
}

const RING_BASE64 =
  'QTYTYqghbrv0FswEf2ToXR7yyyp0xV410pVHnpYtmohMfYQ/26wxtkhf9sTYOYvnIzs4jsjB3yWxIKVGYE6c+6rTVlFFfFUAB8krnYWbCaCPrbMPY6uJS9enFVpxZkK/' +
  'JkprmPrqd1OycAUs/Vk6hn7OBuuCeFfHjUOvtBzUW83i6SdPwwhygM+w7/Uobb4wTTSS1Q48IjLl5PmfwtEKgRLh7pGDduOX5mGKF3mkt9yQelyMAqbKad5QGhGTuVKH' +
  'WPztHTdJG2rgKTOZvWzZlPNAVG/wxnO41j5lGEQf3WcQ8QwZ7K4DoRR7qQv/+KPAogH3LrwkaHUN/rovtdDaPQ==';

const SWAP_BASE64 =
  'FFMPVrPIepzrZUgXFhWfAsxUfIMADQwLomKodtvZ7cfFpNyshXTW0KebrpqWcWbDY5m43XOSjoR9pV7RXZOxV1FQgIlSlE9OCmu8jX9uR0ZBQEQBEcsDP/f04amPPDr5' +
  '+/AZMIIJLsmdoIZJ7m9NbcQtgTQlhxuIqvwGoRI4/UxCcmQTNyRqdXdD/+a0SzZc5Ng1PUW5LOy3MSspB2ijDml7GJ4hOb4oGlt49SPKKrCvPv4EjOflmDKV0/ZK6Kbq' +
  '6fPVL3Ag8h8FZ61VEM7N4yc72rrXwibUkR3SHCIz+PrxWu/PkLaLtb3AvwiXHmziYeDGwVmru1jeX99geX6yig==';

/** The three substitutions of [MS-PST] §5.1, mpbbR, mpbbS and mpbbI, the third of which undoes the first. */
const RING = Uint8Array.from(Buffer.from(RING_BASE64, 'base64'));
const SWAP = Uint8Array.from(Buffer.from(SWAP_BASE64, 'base64'));
const RING_BACK = inverse(RING);

function inverse(table: Uint8Array): Uint8Array {
  const back = new Uint8Array(table.length);
  table.forEach((to, from) => {
    back[to] = from;
  });
  return back;
}

/** RING_BACK for two bytes at once, which takes half the time; the order of the bytes within a pair does not matter. */
const PAIRS_BACK = Uint16Array.from(
  { length: 0x1_0000 },
  (_, pair) => (RING_BACK[pair & 0xff] as number) | ((RING_BACK[pair >>> 8] as number) << 8),
);

/** Undoes the encoding of a block's data. @param id the block's BID, which keys the cyclic one. @returns the same bytes, or new ones. */
export function decodeBlock(data: Buffer, encoding: BlockEncoding, id: number): Buffer {
  if (encoding === 'none') return data;
  const decoded = Buffer.allocUnsafe(data.length);
  if (encoding === 'permute') substitute(data, decoded);
  else rotate(data, decoded, id);
  return decoded;
}

function substitute(data: Buffer, into: Buffer): void {
  const isPaired = data.byteOffset % 2 === 0 && into.byteOffset % 2 === 0;
  const pairs = isPaired ? data.length >>> 1 : 0;
  if (isPaired) substitutePairs(pairsOf(data, pairs), pairsOf(into, pairs));
  for (let at = 2 * pairs; at < data.length; at++) into[at] = RING_BACK[data[at] as number] as number;
}

function pairsOf(bytes: Buffer, count: number): Uint16Array {
  return new Uint16Array(bytes.buffer, bytes.byteOffset, count);
}

function substitutePairs(data: Uint16Array, into: Uint16Array): void {
  for (let at = 0; at < data.length; at++) into[at] = PAIRS_BACK[data[at] as number] as number;
}

function rotate(data: Buffer, into: Buffer, id: number): void {
  const low = id % 0x1_0000_0000;
  let key = ((low & 0xffff) ^ (low >>> 16)) & 0xffff;
  for (let at = 0; at < data.length; at++) {
    const turn = key >>> 8;
    const outer = RING[((data[at] as number) + key) & 0xff] as number;
    const inner = SWAP[(outer + turn) & 0xff] as number;
    into[at] = ((RING_BACK[(inner - turn) & 0xff] as number) - key) & 0xff;
    key = (key + 1) & 0xffff;
  }
}
