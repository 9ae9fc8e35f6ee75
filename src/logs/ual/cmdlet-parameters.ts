/** `-Name`, `-Name value`, `-Name "value"`, `-Name:value`, after white space or at the start. */
const PARAMETER =
  /(?:^|\s)-([A-Za-z]\w{0,60})(?:(?:\s{1,8}|:)(?:"((?:[^"]|""){0,4000})"|'((?:[^']|''){0,4000})'|([^\s"'-]\S{0,4000})))?/g;
const MAX_PARAMETERS = 100;
const MAX_TEXT = 32_768;

/**
 * Parameters that a compliance cmdlet's record holds as one text (`-Identity "Policy 1" -Force`) instead of a list; a switch without a
 * value is `True`.
 * @returns name-value pairs in order, at most a hundred.
 */
export function cmdletParameters(text: string): readonly (readonly [string, string])[] {
  if (!text.trimStart().startsWith('-')) return [];
  const pairs: (readonly [string, string])[] = [];
  for (const [, name = '', double, single, bare] of text.slice(0, MAX_TEXT).matchAll(PARAMETER)) {
    if (pairs.length === MAX_PARAMETERS) break;
    pairs.push([name, double?.replaceAll('""', '"') ?? single?.replaceAll("''", "'") ?? bare ?? 'True']);
  }
  return pairs;
}
