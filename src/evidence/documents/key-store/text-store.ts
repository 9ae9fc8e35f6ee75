/** How a text begins that is more than its letters: keys and certificates in PEM, locked vaults in text. */
const BEGINNING =
  /^\s{0,20}(?:-----BEGIN (?:(?:X509 |TRUSTED )?CERTIFICATE|(?:RSA |EC |DSA |ENCRYPTED |OPENSSH )?PRIVATE KEY)-----|PuTTY-User-Key-File-[23]:|\$ANSIBLE_VAULT;1\.|-----BEGIN AGE ENCRYPTED FILE-----|Bag Attributes\r?\n|\{\s{0,20}"encrypted"\s{0,5}:\s{0,5}true\b)/;
const HEAD = 128;

/** Whether a text, in UTF-8, is one of those that the reader of key stores describes, after the text itself. */
export function isStoreText(utf8: Uint8Array): boolean {
  return BEGINNING.test(Buffer.from(utf8.subarray(0, HEAD)).toString('latin1'));
}
