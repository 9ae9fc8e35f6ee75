import { inflateSync } from 'node:zlib';
import { asBuffer } from '../../decode/byte-string.ts';
import { inflateUpTo } from '../../text/inflate.ts';
import { mayHoldText } from '../image/picture-size.ts';
import { type RawStream, rawStreams } from './raw-streams.ts';
import { xmlLines } from './xml-lines.ts';

/** What is found out by looking at the file itself, beside what its index leads to. */
export interface FileLook {
  /** Whether a picture is in it in which something could be written. */
  readonly hasPictures: boolean;
  /** Compressed streams that do not decompress; none are looked for in an encrypted file. */
  readonly damagedStreams: number;
  /** Whether the mark that ends every PDF is missing (ISO 32000-2, 7.5.5), or there are objects after the last one. */
  readonly isCut: boolean;
  /** The values of an XFA form (XFA 3.3), which stand beside the pages; empty without one. */
  readonly formLines: readonly string[];
  /** Whether there is such a form, in what is encrypted here. */
  readonly hasLockedForm: boolean;
}

/** Most bytes that are decompressed to be looked at, all in all, and of one stream. */
const MOST_TOTAL = 256 * 1024 * 1024;
const MOST_OF_ONE = 16 * 1024 * 1024;

/** Looks through a file's streams. Bounded by the file's size and by what may be decompressed. */
export function lookAtFile(bytes: Uint8Array): FileLook {
  const file = asBuffer(bytes);
  const isEncrypted = file.includes('/Encrypt', 0, 'latin1');
  const hasForm = file.includes('/XFA', 0, 'latin1') || file.includes('/ObjStm', 0, 'latin1');
  const end = file.lastIndexOf('%%EOF');
  const isCut = end < 0 || /\d+ \d+ obj\b/.test(file.toString('latin1', end));
  const formLines: string[] = [];
  let [hasPictures, damagedStreams, left] = [false, 0, MOST_TOTAL];
  for (const stream of rawStreams(bytes)) {
    if (isPicture(stream)) hasPictures ||= isLarge(stream);
    else if (!isEncrypted && left > 0 && isDeflated(stream)) {
      const plain = inflated(stream);
      if (plain === null) damagedStreams += 1;
      left -= plain?.length ?? stream.stored.length;
      if (hasForm && plain !== null && isForm(plain)) formLines.push(...xmlLines(plain.toString('utf8'), false));
    } else if (!isEncrypted && hasForm && isForm(stream.stored))
      formLines.push(...xmlLines(asBuffer(stream.stored).toString('utf8'), false));
  }
  const hasLockedForm = isEncrypted && file.includes('/XFA', 0, 'latin1');
  return { hasPictures, damagedStreams, isCut, formLines, hasLockedForm };
}

const isPicture = ({ dictionary }: RawStream) => /\/Subtype\s*\/Image\b/.test(dictionary);

function isLarge({ dictionary }: RawStream): boolean {
  const [width, height] = ['Width', 'Height'].map((key) =>
    Number(new RegExp(`/${key}\\s+(\\d+)`).exec(dictionary)?.[1]),
  );
  return mayHoldText({ width: width ?? 0, height: height ?? 0 });
}

/** Whether the stream is deflated and nothing else, so that it can be checked here. */
function isDeflated({ dictionary }: RawStream): boolean {
  return /\/Filter\s*(?:\[\s*)?\/(?:FlateDecode|Fl)\s*(?:\]|\/(?!(?:ASCII|LZW|Run|CCITT|JBIG|DCT|JPX|Crypt|Flate))|>>)/.test(
    dictionary,
  );
}

/** null where it is damaged; cut where it is longer than may be looked at. */
function inflated({ stored }: RawStream): Buffer | null {
  try {
    return inflateSync(stored, { maxOutputLength: MOST_OF_ONE });
  } catch (error) {
    const isLong = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return isLong ? asBuffer(inflateUpTo('raw', stored.subarray(2), MOST_OF_ONE).bytes) : null;
  }
}

/** Whether XML is of an XFA form: its data, or what is drawn of it. */
function isForm(plain: Uint8Array): boolean {
  const head = asBuffer(plain).toString('latin1', 0, 2048);
  return /<(?:xfa:datasets|xfa:data|xdp:xdp|template)\b/.test(head) && head.includes('xfa');
}
