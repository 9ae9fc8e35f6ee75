/**
 * A path of positions into a source, outermost first: the number of a member in an archive, the number of an item in a mail store, a byte of a
 * stream. It can be kept and given back to go on from there; what its numbers count is the reader's own affair. Empty: the beginning.
 */
export type Position = readonly number[];

/** Where an item stands in its source, beyond the bytes that `span` names. */
export interface Place {
  /** Where the item begins; no other item of the source has the same. */
  readonly position: Position;
  /** Archive members around the item, outermost first, names as the archives have them; empty where it stands in the source itself. */
  readonly container: readonly string[];
  /**
   * The mail store's folder, `/` between its names; of a message from Google Takeout its labels, `, ` between them. Null where the source has
   * no folders.
   */
  readonly folder: string | null;
  /** `recovered`: found without an entry in the store's index, such as an item deleted and not yet overwritten. */
  readonly standing: 'listed' | 'recovered';
}

/** The place of an item that stands in the source's own bytes. @param offset its first byte. */
export function bytePlace(offset: number): Place {
  return { position: [offset], container: [], folder: null, standing: 'listed' };
}
