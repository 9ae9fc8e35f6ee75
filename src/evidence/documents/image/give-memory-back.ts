/**
 * Has what is no longer used collected at once, where the process lets it be asked for, as a parser's child does. The memory of a WebAssembly instance
 * never shrinks, and is only given back with all of it: without this, a large picture is held against the parts that follow.
 */
export function giveMemoryBack(): void {
  globalThis.gc?.();
}
