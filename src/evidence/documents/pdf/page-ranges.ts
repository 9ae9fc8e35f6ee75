/** Most ranges that are named. */
const MOST_NAMED = 20;

/** Numbers of pages, ascending, as a person would say them: "pages 3–7 and 9". */
export function pageRanges(pages: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === page - 1) last[1] = page;
    else ranges.push([page, page]);
  }
  const named = ranges.slice(0, MOST_NAMED).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  const rest = ranges.slice(MOST_NAMED).reduce((sum, [from, to]) => sum + to - from + 1, 0);
  if (rest > 0) named.push(`${rest} more`);
  const last = named.pop() ?? '';
  return `${pages.length === 1 ? 'page' : 'pages'} ${named.length === 0 ? last : `${named.join(', ')} and ${last}`}`;
}
