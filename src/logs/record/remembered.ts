const MOST = 5000;
const LONGEST = 300;

/**
 * A function of a text whose answers are kept: of the few texts that a log repeats in every record, each is worked out once.
 * @param answer a pure function.
 */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const given = answer(text);
    if (answers.size >= MOST) answers.clear();
    if (text.length <= LONGEST) answers.set(text, given);
    return given;
  };
}
