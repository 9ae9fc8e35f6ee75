import type { Part } from '../../src/evidence/index.ts';

/** The texts of some parts by their landmarks, in order; what stands before the first, and in texts without any, under "". */
export function markedText(parts: readonly Part[]): readonly (readonly [landmark: string, text: string])[] {
  return parts.flatMap(({ content }) => {
    if (content.state !== 'text') return [];
    const { utf8, landmarks } = content.text;
    const marks = landmarks[0]?.at === 0 ? landmarks : [{ at: 0, name: '' }, ...landmarks];
    return marks.map(({ at, name }, index) => {
      const end = marks[index + 1]?.at ?? utf8.length;
      return [name, Buffer.from(utf8).toString('utf8', at, end)] as const;
    });
  });
}

/** What of the texts of some parts a reader does not see. */
export function hiddenText(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(({ content }) =>
    content.state === 'text'
      ? content.text.hidden.map(([start, end]) => Buffer.from(content.text.utf8).toString('utf8', start, end))
      : [],
  );
}
