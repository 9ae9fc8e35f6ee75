/** Invented credentials, made anew in every run and written nowhere, in mail as it is sent: plain, quoted-printable and base64. */

/** A value that a scanner should find, and the message it stands in. */
export interface Planted {
  readonly value: string;
  readonly message: Buffer;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';
const ALPHANUMERIC = `${LETTERS}${LETTERS.toLowerCase()}${DIGITS}`;

/** A seeded source of characters, so that every run plants the same. */
function randomText(seed: number): (alphabet: string, length: number) => string {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  return (alphabet, length) => Array.from({ length }, () => alphabet[next(alphabet.length)]).join('');
}

type Random = ReturnType<typeof randomText>;

/** Sentences with a value, each as people and programs write it. */
const SORTS: readonly ((random: Random) => { readonly value: string; readonly text: string })[] = [
  (random) => {
    const value = `glpat-${random(ALPHANUMERIC, 20)}`;
    return { value, text: `For the pipeline use GITLAB_TOKEN=${value} until the new one is there.` };
  },
  (random) => {
    const value = `AKIA${random(`${LETTERS}234567`, 16)}`;
    return { value, text: `aws_access_key_id = ${value}\naws_secret_access_key = ${random(`${ALPHANUMERIC}+`, 40)}` };
  },
  (random) => {
    const value = `xoxb-${random(DIGITS, 12)}-${random(DIGITS, 13)}-${random(ALPHANUMERIC, 24)}`;
    return { value, text: `The bot answers with ${value} now.` };
  },
  (random) => {
    const value = `sk_live_${random(ALPHANUMERIC, 24)}`;
    return { value, text: `stripe_key: "${value}"` };
  },
  (random) => {
    const value = `Heron-${random(LETTERS.toLowerCase(), 7)}${random(DIGITS, 2)}!`;
    return {
      value,
      text: `The password for svc-${random(DIGITS, 3)}@agency.example is ${value}\nPlease delete this mail.`,
    };
  },
  (random) => {
    const value = `Orlop_${random(ALPHANUMERIC, 9)}`;
    return { value, text: `I have set the administrator's login to ${value}, change it on Monday.` };
  },
];

const WRAPPINGS: readonly ((text: string) => string)[] = [
  (text) => `Content-Transfer-Encoding: 8bit\r\n\r\n${text}`,
  (text) => {
    const quoted = text.replaceAll('=', '=3D').replace(/[^\n]{70}(?=[^\n])/g, '$&=\n');
    return `Content-Transfer-Encoding: quoted-printable\r\n\r\n${quoted}`;
  },
  (text) => {
    const packed = Buffer.from(`Good morning,\n\n${text}\n`).toString('base64').replace(/.{76}/g, '$&\n');
    return `Content-Transfer-Encoding: base64\r\n\r\n${packed}`;
  },
];

/** So many rounds of every sort in every wrapping. */
export function plantedMail(rounds: number): readonly Planted[] {
  const random = randomText(11);
  return Array.from({ length: rounds }, (_, round) => round).flatMap((round) =>
    SORTS.flatMap((sort, which) =>
      WRAPPINGS.map((wrap, how) => {
        const { value, text } = sort(random);
        const head = `From: ana@agency.example\nTo: desk@vendor.example\nSubject: Access\nMessage-ID: <${round}.${which}.${how}@planted.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n`;
        return { value, message: Buffer.from(`${head}${wrap(text)}\n`.replaceAll('\r\n', '\n')) };
      }),
    ),
  );
}
