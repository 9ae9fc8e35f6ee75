import { KEEP, REJECT, type Validator, type Verdict } from './verdict.ts';

const WORDS = new Set(
  (
    'none null nil undefined true false yes no empty blank required optional string str text value values word data input field ' +
    'hidden secret token password passwd passphrase pass pwd key apikey api_key username user name login email default redacted removed masked ' +
    'omitted deleted unknown n/a na tbd todo xxx placeholder sample example here encrypted plaintext prompt stdin ' +
    'changed expired reset forgotten protected disabled enabled invalid incorrect wrong missing bearer basic int bool boolean object type ' +
    'char varchar byte bytes self this new old current not is the a an and or of to in on for your my our his her its'
  ).split(' '),
);

/** Values that everybody uses until they set a real one: a credential still, but worth little. */
const WEAK = new Set(
  'changeme changeit letmein welcome admin root test test123 guest qwerty 123456 12345678 123456789 password1 password123 passw0rd foobar foo bar abc123 secret123 postgres mysql'.split(
    ' ',
  ),
);

/** References to a value kept elsewhere, blanks and redactions. */
const REFERENCES: readonly RegExp[] = [
  /^(?:\$|%\(|#\{|\{|<|\[%|\[\[|@@|&lt;|%[A-Za-z_]{1,60}%$|%s$|%[a-z]$|__|~\{)/,
  /\$\{|\{\{|<%|%\(|#\{|\$\(|\]\]|&lt;/,
  /^[x*.•●_\-=#?+0~]{2,}$/i,
  /[*•●█]{3}|x{5}|X{5}|\.{3}|…/,
  /^(?:process\.env|os\.environ|env\.|ENV\[|System\.|config[.[(]|settings[.[(]|options[.[(]|params[.[(]|req(?:uest)?[.[(]|this[.[(]|self[.[(]|args[.[(]|data[.[(]|props[.[(]|vault[:.]|ssm:|arn:aws|var\.|local\.|module\.|secrets\.|getenv|get_|get[A-Z]|await |new |function|lambda|import )/,
  /^[A-Za-z_][\w.]{0,80}\($|^[A-Za-z_][\w.]{0,80}\(.{0,120}\)?;?$|\(\)$/,
  /^[[({<](?:[A-Za-z]|$)|^["']?(?:\[|\()?(?:redacted|removed|withheld|hidden|masked|omitted)\b/i,
  /^(?:ENC\(|\{cipher\}|vault:v1|AQICAH|sops|ENC\[)/,
];
/** Words that say what to put there. */
const STAND_INS: readonly RegExp[] = [
  /^(?:your|my|the|some|enter|insert|replace|put|add|use|choose|type|fill|change|see|ask|call|contact|set|get|provide|specify|same|any|example|sample|dummy|fake|test|new|old|user|db|database)[-_ .]?(?:your[-_ .]?)?(?:own|new|old|real|secret|password|passwd|pass|pwd|token|key|api|access|auth|client|here|value|string|user|me|this|with|from|a|the|account|app|application|db|database)(?:$|[-_ .])/i,
  /^(?:[Yy]our|[Mm]y|[Tt]he|[Ss]ome|[Ee]nter|[Ii]nsert|[Rr]eplace|[Pp]ut|[Aa]dd|[Uu]se|[Cc]hange|[Ee]xample|[Ss]ample|[Dd]ummy|[Ff]ake|[Tt]est)(?:Own|New|Old|Real|Secret|Password|Passwd|Pass|Pwd|Token|Key|Api|API|Access|Auth|Client|Here|Value|String|User|Account|App|Database)(?:$|[A-Z])/,
  /(?:password|passwd|token|secret|key|pwd)[-_]?(?:here|goes|placeholder)/i,
];

function isReference(value: string): boolean {
  const bare = value.trim().replace(/^["']{1,2}(?=\$)|^[.+&](?=\$)/, '');
  return bare === '' || new Set(bare).size <= 1 || REFERENCES.some((shape) => shape.test(bare));
}

function isStandIn(value: string): boolean {
  return WORDS.has(value.trim().toLowerCase()) || STAND_INS.some((shape) => shape.test(value));
}

/** Whether a value stands for a credential instead of being one: a blank to fill in, a reference to a variable, a redaction. */
export function isPlaceholder(value: string): boolean {
  return isReference(value) || isStandIn(value);
}

const DEFAULT: Verdict = { type: 'keep', confidence: 'low', reason: 'a value that ships as a default' };
const STAND_IN: Verdict = { type: 'keep', confidence: 'low', reason: 'reads like a stand-in for the real one' };

/** Whether a value is one of those that ship as defaults. */
export function isWeakDefault(value: string): boolean {
  return WEAK.has(value.trim().toLowerCase());
}

/** Rejects placeholders, references and redactions; default values are kept at low confidence. */
export const notPlaceholder: Validator = ({ secret }) => {
  if (isWeakDefault(secret)) return DEFAULT;
  return isPlaceholder(secret) ? REJECT : KEEP;
};

/** Where the structure leaves no doubt that a password stands there: only references are rejected, stand-ins kept at low confidence. */
export const notReference: Validator = ({ secret }) => {
  if (isWeakDefault(secret)) return DEFAULT;
  if (isReference(secret)) return REJECT;
  return isStandIn(secret) ? STAND_IN : KEEP;
};
