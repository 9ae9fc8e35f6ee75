/** One packet of an OpenPGP message (RFC 9580 §4). */
export interface PgpPacket {
  readonly tag: number;
  readonly body: Buffer;
}

/** The packets of a message. */
export interface PgpPackets {
  readonly packets: readonly PgpPacket[];
  /** Whether they end exactly where the bytes do. */
  readonly isWhole: boolean;
}

/** More packets than a message has: signatures, session keys and one content. */
const MOST_PACKETS = 1000;

/** Reads the packets of an OpenPGP message, as far as they can be followed. */
export function readPackets(bytes: Buffer): PgpPackets {
  const packets: PgpPacket[] = [];
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    if ((first & 0x80) === 0 || packets.length === MOST_PACKETS) return { packets, isWhole: false };
    const read = (first & 0x40) === 0 ? oldPacket(bytes, at, first) : newPacket(bytes, at);
    if (read === null) return { packets, isWhole: false };
    packets.push({ tag: (first & 0x40) === 0 ? (first >> 2) & 0x0f : first & 0x3f, body: read.body });
    if (read.next > bytes.length) return { packets, isWhole: false };
    at = read.next;
  }
  return { packets, isWhole: true };
}

interface Body {
  readonly body: Buffer;
  /** Beyond the end of the bytes where the body is cut. */
  readonly next: number;
}

/** The older format: a length of 1, 2 or 4 bytes, or all that follows. */
function oldPacket(bytes: Buffer, at: number, first: number): Body | null {
  const kind = first & 3;
  if (kind === 3) return { body: bytes.subarray(at + 1), next: bytes.length };
  const width = 1 << kind;
  if (at + 1 + width > bytes.length) return null;
  return bodyAt(bytes, at + 1 + width, bytes.readUIntBE(at + 1, width));
}

const bodyAt = (bytes: Buffer, start: number, length: number): Body => ({
  body: bytes.subarray(start, start + length),
  next: start + length,
});

/** The newer format: a length of 1, 2 or 5 bytes, or pieces each with its own (§4.2.1). */
function newPacket(bytes: Buffer, at: number): Body | null {
  const pieces: Buffer[] = [];
  let next = at + 1;
  for (;;) {
    const first = bytes[next];
    if (first === undefined) return null;
    if (first >= 224 && first < 255) {
      const piece = bodyAt(bytes, next + 1, 1 << (first & 0x1f));
      pieces.push(piece.body);
      if (piece.next > bytes.length) return { body: Buffer.concat(pieces), next: piece.next };
      next = piece.next;
      continue;
    }
    const last = lastPiece(bytes, next, first);
    if (last === null || pieces.length === 0) return last;
    return { body: Buffer.concat([...pieces, last.body]), next: last.next };
  }
}

function lastPiece(bytes: Buffer, at: number, first: number): Body | null {
  if (first < 192) return bodyAt(bytes, at + 1, first);
  if (first < 224)
    return at + 2 > bytes.length ? null : bodyAt(bytes, at + 2, ((first - 192) << 8) + (bytes[at + 1] ?? 0) + 192);
  return at + 5 > bytes.length ? null : bodyAt(bytes, at + 5, bytes.readUInt32BE(at + 1));
}
