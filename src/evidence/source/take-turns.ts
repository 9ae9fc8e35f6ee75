/** How long reading may go on before everything else has its turn. */
const TURN_MILLISECONDS = 25;

/**
 * The same items and result, with a turn of the event loop between them now and then: what is read without waiting would else hold up signals, timers, and
 * the native memory that is given back between turns.
 */
export async function* takeTurns<Item, Result>(items: AsyncGenerator<Item, Result>): AsyncGenerator<Item, Result> {
  let last = performance.now();
  try {
    for (;;) {
      const step = await items.next();
      if (step.done === true) return step.value;
      if (performance.now() - last > TURN_MILLISECONDS) {
        await new Promise(setImmediate);
        last = performance.now();
      }
      yield step.value;
    }
  } finally {
    // A reader that is left early closes what it has open; one at its end has.
    await items[Symbol.asyncDispose]();
  }
}
