import { createCipheriv, createHash } from 'node:crypto';
import { docxFile } from '../../mime/documents.ts';
import type { Random } from '../../random.ts';
import type { PstAttachment } from '../message.ts';

type AttachedFile = PstAttachment & { readonly kind: 'file' };

/** Bytes that no compression shortens, as pictures and documents mostly are. */
export class Noise {
  static readonly SIZE = 12 << 20;
  readonly #bytes: Buffer;

  constructor(seed: string) {
    const digest = createHash('sha256').update(seed).digest();
    const cipher = createCipheriv('aes-128-ctr', digest.subarray(0, 16), digest.subarray(16));
    this.#bytes = cipher.update(Buffer.alloc(Noise.SIZE));
  }

  take(length: number, random: Random): Buffer {
    const at = random.integer(0, Noise.SIZE - Math.min(length, Noise.SIZE));
    return this.#bytes.subarray(at, at + length);
  }
}

/** Lengths in bytes as mail has them: a median of about 90 KB, a mean of about 250 KB, up to 10 MB. */
function fileLength(random: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.min(10_000_000, Math.round(90_000 * Math.exp(1.4 * normal)));
}

/** A photograph's frame around noise: marker segments in front, end marker behind. */
function picture(random: Random, noise: Noise, length: number): Buffer {
  const head = Buffer.from('ffd8ffe000104a46494600010101006000600000fffe000a', 'hex');
  const stamp = Buffer.from(String(random.integer(10_000_000, 99_999_999)));
  return Buffer.concat([head, stamp, noise.take(length, random), Buffer.from('ffd9', 'hex')]);
}

function portableDocument(random: Random, noise: Noise): Buffer {
  const scan = noise.take(fileLength(random), random);
  const head = `%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<< /Type /XObject /Subtype /Image /Filter /DCTDecode /ID ${random.integer(1, 2 ** 30)} /Length ${scan.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), scan, Buffer.from('\nendstream\nendobj\n%%EOF\n')]);
}

function measurements(random: Random): string {
  const rows = Array.from(
    { length: random.integer(60, 2500) },
    (_, row) => `${row},${random.integer(0, 9)}.${random.integer(100, 999)},${random.pick(['ok', 'ok', 'gap'])}`,
  );
  return `row,level_m,quality\r\n${rows.join('\r\n')}\r\n`;
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A file as people attach it: scans and pictures make up most of the bytes, documents and tables many of the files. */
export function attachedFile(text: string, random: Random, noise: Noise): AttachedFile {
  const stamp = random.integer(1000, 9999);
  const draw = random.next();
  if (draw < 0.42) return file(`Scan ${stamp}.pdf`, 'application/pdf', portableDocument(random, noise));
  if (draw < 0.75) return file(`IMG_${stamp}.jpg`, 'image/jpeg', picture(random, noise, fileLength(random)));
  if (draw < 0.87) return file(`Draft ${stamp}.docx`, WORD, docxFile(text.repeat(random.integer(1, 6))));
  if (draw < 0.95) return file(`levels-${stamp}.csv`, 'text/csv', Buffer.from(measurements(random)));
  return file(`notes-${stamp}.txt`, 'text/plain', Buffer.from(text));
}

/** A small picture that an HTML body shows. */
export function inlinePicture(random: Random, noise: Noise): AttachedFile & { readonly contentId: string } {
  const contentId = `image001.png@${random.integer(0x1000_0000, 0x7fff_ffff).toString(16).toUpperCase()}`;
  return { ...file('image001.png', 'image/png', picture(random, noise, random.integer(3000, 20_000))), contentId };
}

const file = (name: string, mediaType: string, bytes: Buffer): AttachedFile => ({
  kind: 'file',
  name,
  mediaType,
  bytes,
});
