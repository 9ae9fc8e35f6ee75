import type { ScoredOccurrence } from '../scored-case.ts';
import type { TruePlace } from '../truth/truth.ts';

/** A Message-ID without brackets and white space. */
export function bareId(messageId: string): string {
  return messageId.replace(/[<>\s]/g, '');
}

/** Whether two paths name one file, one of them perhaps given from a folder further in. */
function samePath(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

/** How many of the places the occurrences cover. */
export function coveredPlaces(places: readonly TruePlace[], occurrences: readonly ScoredOccurrence[]): number {
  const sameMessage = (place: TruePlace, found: ScoredOccurrence) =>
    (place.messageId === null ? '' : bareId(place.messageId)) ===
    (found.messageId === null ? '' : bareId(found.messageId));
  return places.filter((place) =>
    occurrences.some((found) => sameMessage(place, found) && samePath(place.source, found.source)),
  ).length;
}
