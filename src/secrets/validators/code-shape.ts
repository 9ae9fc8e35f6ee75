/** Shapes of what programs and their documentation put where a value could stand: names, paths, types, algorithms. */

const NAME =
  /^(?:[a-z_$][\w$]{0,60}(?:\.|->|::|\[)[\w$.>:[\]"'()-]{1,100}|[a-z]{1,20}[A-Z][A-Za-z]{0,40}|[A-Z][A-Z_]{3,60}|[a-z]{1,20}(?:_[a-z]{1,20}){1,6})$/;
/** `Fn::GetAtt`, `!Ref`, `@secret`, `:symbol`. */
const REFERENCE = /^(?:[A-Za-z_]\w{0,40}(?:::\w{1,40}){1,4}|!{1,2}[A-Za-z][A-Za-z/.-]{1,40}|[@:][a-z_]{2,40})$/;
/** PowerShell's Verb-Noun, by its approved verbs (learn.microsoft.com, Approved Verbs for PowerShell Commands). */
const CMDLET =
  /^(?:Add|Clear|Connect|Convert|ConvertFrom|ConvertTo|Copy|Disable|Enable|Export|Find|Format|Get|Import|Initialize|Invoke|Join|Move|New|Open|Out|Protect|Publish|Read|Register|Remove|Rename|Request|Reset|Resolve|Restore|Save|Search|Select|Send|Set|Show|Split|Start|Stop|Submit|Test|Unprotect|Update|Use|Wait|Write)-[A-Z][A-Za-z]{1,40}$/;
/** Names of hashes, ciphers and ways to sign in, alone or joined. */
const ALGORITHM =
  /^(?:(?:scram|hmac|sha|md|aes|des|3des|rsa|ecdsa|ed|chacha|poly|pbkdf|argon|bcrypt|scrypt|crypt|blowfish|ntlm|kerberos|gss(?:api)?|spnego|digest|plain|gcm|cbc|ctr|with|plus|id?)[-_/]?(?:v?\d|128|192|224|256|384|512|1024|2048|3072|4096|1305|25519)?[-_/+]?){1,5}$/i;
/** `required|min:8` of form checks. */
const FORM_CHECK = /^[a-z_]{2,20}(?::[\w,]{1,20})?(?:\|[a-z_]{2,20}(?::[\w,]{1,20})?){1,10}$/;
const RANGE = /^\d{1,4}(?:[-\u2013]\d{1,4}|\+)$/;
const SELECTOR = /^[#.][a-z]{2,30}(?:[-_][a-z]{2,30}){1,6}$/;
const PATH =
  /^(?:~|\.{1,2})?(?:\/{1,3}[\w.@#-]{1,60}){2,20}\/?$|^[a-z_]{1,40}(?:\/[a-z_]{1,40}){1,8}(?:#[a-z_]{1,40})?$|^[a-z]{2,8}:\/\/|^[\w-]{1,60}\.(?:js|ts|py|java|php|html?|txt|xml|json|ya?ml|cfg|conf|ini|pem|key|crt|exe|gif|jpe?g|png|css|c|h|cpp|pl|sh|md|org|com|net)$/i;
const CAMEL_CASE = /^(?:[A-Z][a-z]{1,20}){2,6}$/;

/** A name, reference, type or command of a program; only an unquoted value can be one. */
export function isCodeName(value: string): boolean {
  return NAME.test(value) || REFERENCE.test(value) || CMDLET.test(value);
}

/** What no quotes turn into a value: the name of an algorithm, a check on a form, a range, a selector. */
export function isSetting(value: string): boolean {
  return ALGORITHM.test(value) || FORM_CHECK.test(value) || RANGE.test(value) || SELECTOR.test(value);
}

/** A path, URL or file name. */
export function isPath(value: string): boolean {
  return PATH.test(value);
}

/** Words joined in camel case, as types are named; some passwords are too. */
export function isCamelCase(value: string): boolean {
  return CAMEL_CASE.test(value);
}
