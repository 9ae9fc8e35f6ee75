/** The id a new rule may have: lower-case words with hyphens. */
export const RULE_ID = /^[a-z0-9]+(-[a-z0-9]+){0,12}$/;

/** A rule to be filled in, as YAML; as it stands it is a rule of an invented service and passes its own test. */
export function ruleSkeleton(id: string): string {
  const prefix = `${id.split('-')[0] ?? 'acme'}_`.padEnd(4, '_');
  return `# A rule of your own. Fill it in from top to bottom, then run: postbreach secrets test --rules THIS-FILE
# docs/rules.md says what each field means.
rules:
  - id: ${id}
    name: What a reader sees (say whose credential it is)
    # password, passphrase, pin, token, api-key, client-secret, private-key, certificate, connection-string, url, cookie,
    # header, mfa-seed, recovery-code, hash, identifier
    kind: api-key
    # format: the value itself tells (a prefix, a structure); vendor: a plain value beside a name; generic: an assignment
    form: format
    # Literals of three bytes or more; one must stand inside every match. Rare and long ones cost least.
    keywords: ["${prefix}"]
    exactCase: true
    # JavaScript. The credential is the group "secret"; each repeat needs a most: {20,40}, never * or +.
    pattern: (?<![A-Za-z0-9_])(?<secret>${prefix}[A-Za-z0-9]{24})(?![A-Za-z0-9_])
    # high: structure and context leave little doubt; medium: likely; low: weak
    confidence: high
    mustHave: [digit]
    source: Where its form is known from, such as the address of the provider's documentation
    exposure: What to do when it was exposed. Where to revoke it, what to read afterwards.
    # Two or more that must be found, made up. With \`secret\` it is also said what must come out.
    examples:
      - "key: ${prefix}Example8fQ2mZ0xWc5Rk1Lt7"
      - text: "export KEY=${prefix}Example9gR3nY1yXd6Sl2Mu8"
        secret: ${prefix}Example9gR3nY1yXd6Sl2Mu8
    # One or more that look alike and must stay silent.
    counterExamples:
      - "key: ${prefix}TooShort1"
`;
}
