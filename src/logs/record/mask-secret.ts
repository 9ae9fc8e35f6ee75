/** What stands in the event table where a record holds a password or key. */
export const MASKED = '[masked]';

const SECRET_NAME =
  /(?:passwords?|passwd|pwd|passphrase|passcode|secret(?:text|value)?|private_?key|access_?key|account_?key|api_?key|key_?value|primary_?key|secondary_?key|shared_?key|(?:access|refresh|id|bearer|auth|sas)_?token|client_?assertion|credentials?|connection_?string|sas_?(?:url|uri)|signature)$/i;

/** Names that end like a secret's but hold a switch, a date or a description. */
const HARMLESS_NAME =
  /(?:^|[^a-z])(?:force|must|require|never|allow|is|has|enable)[a-z]*$|forcechangepassword|resetpasswordonnextlogon|changepassword|includedupdated/i;

/** A switch, a number, a duration or date, or nothing: no secret. */
const HARMLESS_VALUE = /^(?:true|false|null|none|success|\[\]|\{\}|\*+|[\d.:,+\-TZ/ ]{0,40}(?:[ap]m)?)$/i;

const IN_TEXT =
  /((?:passwords?|passwd|pwd|passphrase|secret(?:text|value)?|private_?key|access_?key|account_?key|api_?key|key_?value|shared_?key|token|client_?assertion|\bsig|\bcode)\\{0,3}["']?\s{0,3}[:=]\s{0,3}\\{0,3}["']?)([^\s"'\\,;&}\]]{4,})/gi;

const BEARER = /\b(bearer|basic)(\s{1,3})([A-Za-z0-9._~+/=-]{12,})/gi;

const URL_USER = /(:\/\/[^\s/:@]{1,200}:)([^\s/@]{1,400})(@)/g;

/** Cheap test before the patterns: most texts hold none of these. */
const MAY_HOLD = /pass|pwd|secret|key|token|assert|sig=|code=|bearer|basic|:\/\/[^/\s]*@/i;

const MAX_KNOWN_NAMES = 10_000;
const knownNames = new Map<string, boolean>();

/** Whether a parameter or property of this name holds a secret as its value. */
export function isSecretName(name: string): boolean {
  const known = knownNames.get(name);
  if (known !== undefined) return known;
  const bare = name.replace(/^-+/, '').replace(/[\s.-]+/g, '_');
  const secret = SECRET_NAME.test(bare) && !HARMLESS_NAME.test(bare);
  if (knownNames.size < MAX_KNOWN_NAMES) knownNames.set(name, secret);
  return secret;
}

/** The value of a named parameter, masked where the name or the text around a value says that it is a secret. */
export function maskNamed(name: string, value: string): string {
  if (isSecretName(name) && !HARMLESS_VALUE.test(value.trim())) return MASKED;
  return maskText(value);
}

/** A text with the values of passwords, keys and tokens named in it replaced. Linear in the text's length. */
export function maskText(text: string): string {
  if (!isNamedOrSpaced(text) || !MAY_HOLD.test(text)) return text;
  return text
    .replace(IN_TEXT, (whole: string, name: string, value: string) =>
      HARMLESS_VALUE.test(value) ? whole : `${name}${MASKED}`,
    )
    .replace(BEARER, `$1$2${MASKED}`)
    .replace(URL_USER, `$1${MASKED}$3`);
}

/** Each of the patterns needs one of these characters; ids and plain words, most of any log, have none. */
function isNamedOrSpaced(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === EQUALS || code === COLON || code <= SPACE || code > ASCII) return true;
  }
  return false;
}

const EQUALS = 0x3d;
const COLON = 0x3a;
const SPACE = 0x20;
const ASCII = 0x7e;
