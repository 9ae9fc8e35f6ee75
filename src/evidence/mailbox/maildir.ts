/** Whether a folder with these entries is a Maildir: it has `cur`, `new` and `tmp` (https://cr.yp.to/proto/maildir.html). */
export function isMaildir(names: readonly string[]): boolean {
  return ['cur', 'new', 'tmp'].every((name) => names.includes(name));
}
