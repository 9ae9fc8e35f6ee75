/** Characters that steer a terminal or turn text around unseen: controls but tab and line feed, line separators, direction marks. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text from evidence without what could turn a page around or hide in it: each such character becomes a space. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, ' ');
}
