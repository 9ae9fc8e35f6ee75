/** How many items are pulled before their turn, and what is done with each as it is pulled. */
export interface Ahead<Item> {
  /** Bytes an item keeps in memory. */
  readonly weigh: (item: Item) => number;
  readonly begin: (item: Item) => void;
}

const ITEMS = 6;
const BYTES = 4 * 1024 * 1024;

/** The same items in the same order, of which the next few, as long as they are small, have been begun on already. */
export async function* pulledAhead<Item>(
  items: AsyncIterable<Item>,
  { weigh, begin }: Ahead<Item>,
): AsyncGenerator<Item> {
  const waiting: Item[] = [];
  let bytes = 0;
  for await (const item of items) {
    begin(item);
    waiting.push(item);
    bytes += weigh(item);
    while (waiting.length > ITEMS || bytes > BYTES) {
      const first = waiting.shift();
      if (first === undefined) break;
      bytes -= weigh(first);
      yield first;
    }
  }
  yield* waiting;
}
