export const ENCODERS = ['wide', 'utf16le', 'utf16be', 'utf16', 'base64', 'base64offset'] as const;
export type Encoder = (typeof ENCODERS)[number];

/**
 * What a text may look like after an encoding; base64offset gives one for each place in a group of three bytes.
 * @param bytes what is encoded; a text starts as its UTF-8.
 */
export function encodeBytes(bytes: Buffer, encoder: Encoder): readonly Buffer[] {
  if (encoder === 'base64') return [Buffer.from(bytes.toString('base64'))];
  if (encoder === 'base64offset') return [0, 1, 2].map((shift) => base64At(bytes, shift));
  const little = Buffer.from(bytes.toString('utf8'), 'utf16le');
  if (encoder === 'utf16be') return [little.swap16()];
  return [encoder === 'utf16' ? Buffer.concat([Buffer.from([0xff, 0xfe]), little]) : little];
}

/** The characters of base64 that depend on these bytes alone when `shift` bytes stand before them. */
function base64At(bytes: Buffer, shift: number): Buffer {
  const whole = Buffer.concat([Buffer.alloc(shift, ' '), bytes]);
  const first = Math.ceil((shift * 8) / 6);
  const end = Math.floor((whole.length * 8) / 6);
  return Buffer.from(whole.toString('base64').slice(first, end));
}

const DASHES = ['-', '/', '\u2013', '\u2014', '\u2015'];
const FLAG = /(?<![A-Za-z0-9_])[-/\u2013\u2014\u2015](?=[A-Za-z0-9_])/g;

/** Every text in which a dash or slash that starts a flag is one of those a command line takes; null where these are more than 625. */
export function dashForms(text: string): readonly string[] | null {
  const places = [...text.matchAll(FLAG)].map((match) => match.index);
  if (places.length > 4) return null;
  return places.reduce<readonly string[]>(
    (forms, place) =>
      forms.flatMap((form) => DASHES.map((dash) => form.slice(0, place) + dash + form.slice(place + 1))),
    [text],
  );
}
