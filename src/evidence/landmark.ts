/** A place in a document as a person would name it: "page 3", "slide 2, notes", "Budget!B4", "paragraph 12". */
export interface Landmark {
  /** The byte of the text at which it begins; it ends where the next begins. */
  readonly at: number;
  readonly name: string;
}

/**
 * The landmark in which a byte of a text stands.
 * @param landmarks The text's, ascending.
 * @returns null before the first landmark, and in a text without any.
 */
export function landmarkAt(landmarks: readonly Landmark[], offset: number): string | null {
  let [low, high] = [0, landmarks.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((landmarks[middle]?.at ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return landmarks[low - 1]?.name ?? null;
}
