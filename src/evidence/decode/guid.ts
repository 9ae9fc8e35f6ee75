/** A GUID in its usual form, lower case and without braces, from its sixteen bytes at a place ([MS-DTYP] §2.3.4.2). */
export function guidAt(bytes: Buffer, at: number): string {
  const hex = (from: number, to: number) => bytes.toString('hex', at + from, at + to);
  const turned = (from: number, to: number) =>
    Buffer.from(bytes.subarray(at + from, at + to))
      .reverse()
      .toString('hex');
  return `${turned(0, 4)}-${turned(4, 6)}-${turned(6, 8)}-${hex(8, 10)}-${hex(10, 16)}`;
}

/** The sixteen bytes of a GUID that `guidAt` gave. */
export function guidBytes(guid: string): Buffer {
  const [first = '', second = '', third = '', ...rest] = guid.split('-');
  const turned = [first, second, third].map((field) => Buffer.from(field, 'hex').reverse());
  return Buffer.concat([...turned, Buffer.from(rest.join(''), 'hex')]);
}
