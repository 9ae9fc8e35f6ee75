type Stretch = readonly [number, number];

/** Between a field and a credential on other lines only further fields may stand, one a line; blank lines do not count. */
const FIELD_OR_BLANK = /^[\s>|*•-]{0,12}(?:$|[\p{L}\p{N}_][\p{L}\p{N}_ "'.()-]{0,40}(?:=>|[:=]))/u;
/** `Server=a;Password=b`, or a URL with its user and password: what it names is its own. */
const CONNECTION = /;[ \t]{0,4}[\w ]{1,40}=|:\/\/[^\s/@:]{0,240}:[^\s/@]{0,240}@/;
const USERINFO = /^[^\s/@]{0,240}@/;

/** Whether a field is said of a credential: in its line, or in lines near by that hold no connection of their own. */
export function isStatedFor(text: string, field: Stretch, credential: Stretch): boolean {
  // `rediss://user:password@host`: the user is no host.
  if (USERINFO.test(text.slice(field[1], field[1] + 500))) return false;
  const between = field[1] <= credential[0] ? text.slice(field[1], credential[0]) : text.slice(credential[1], field[0]);
  const lines = between.split('\n');
  if (lines.length === 1) return true;
  return !CONNECTION.test(lineOf(text, field)) && lines.slice(1, -1).every((line) => FIELD_OR_BLANK.test(line));
}

function lineOf(text: string, [start, end]: Stretch): string {
  const stop = text.indexOf('\n', end);
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, stop < 0 ? text.length : stop);
}
