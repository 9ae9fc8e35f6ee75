/**
 * How far a folder with these entries is a Maildir (https://cr.yp.to/proto/maildir.html): 'whole' with `cur`, `new` and `tmp`; 'copied' where `tmp`,
 * being empty, was left behind by a copy; null for any other folder.
 */
export function maildirState(names: readonly string[]): 'whole' | 'copied' | null {
  if (!names.includes('cur') || !names.includes('new')) return null;
  return names.includes('tmp') ? 'whole' : 'copied';
}
