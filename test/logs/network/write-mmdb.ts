/** A value a MaxMind database can hold, as far as tests need it. */
type Value = string | number | { readonly [name: string]: Value };

/** Writes a small MaxMind database of IPv4 networks (maxmind.github.io/MaxMind-DB, 24-bit records). */
export function writeMmdb(networks: Readonly<Record<string, Value>>): Buffer {
  const tree: (readonly [number | string, number | string])[] = [[EMPTY, EMPTY]];
  const data: Buffer[] = [];
  const places = new Map<string, number>();
  let length = 0;
  for (const [network, value] of Object.entries(networks)) {
    const bytes = encoded(value);
    places.set(network, length);
    data.push(bytes);
    length += bytes.length;
    insert(tree, network);
  }
  const count = tree.length;
  const record = (one: number | string) =>
    typeof one === 'number' ? one : one === EMPTY ? count : count + 16 + (places.get(one) ?? 0);
  const nodes = tree.map(([left, right]) => Buffer.concat([uint(record(left), 3), uint(record(right), 3)]));
  const metadata = encoded({
    node_count: count,
    record_size: 24,
    ip_version: 4,
    database_type: 'Test',
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1,
    description: { en: 'test' },
  });
  return Buffer.concat([
    ...nodes,
    Buffer.alloc(16),
    ...data,
    Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'),
    metadata,
  ]);
}

const EMPTY = '';

function insert(tree: (readonly [number | string, number | string])[], network: string): void {
  const [address = '', bits = '32'] = network.split('/');
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  let node = 0;
  for (let depth = 0; depth < Number(bits); depth++) {
    const side = Math.floor(number / 2 ** (31 - depth)) % 2;
    const [left, right] = tree[node] ?? [EMPTY, EMPTY];
    const next = side === 0 ? left : right;
    const isLast = depth === Number(bits) - 1;
    const to = isLast ? network : typeof next === 'number' ? next : tree.push([next, next]) - 1;
    tree[node] = side === 0 ? [to, right] : [left, to];
    if (typeof to === 'number') node = to;
  }
}

function encoded(value: Value): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([control(2, text.length), text]);
  }
  if (typeof value === 'number') return Buffer.concat([control(6, 4), uint(value, 4)]);
  const entries = Object.entries(value);
  return Buffer.concat([
    control(7, entries.length),
    ...entries.flatMap(([name, one]) => [encoded(name), encoded(one)]),
  ]);
}

const control = (type: number, size: number) =>
  size < 29 ? Buffer.from([(type << 5) | size]) : Buffer.from([(type << 5) | 29, size - 29]);

function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}
