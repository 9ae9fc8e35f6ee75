import type { MapiProperties, MapiProperty } from '../mapi/property.ts';
import { decodeText, isText, PropertyReader } from '../mapi/property-reader.ts';

/** PidTagMessageClass and PidTagContainerClass: named by programs, not by people. */
const CLASSES: ReadonlySet<number> = new Set([0x001a, 0x3613]);

/** Of one property. */
const MOST_BYTES = 1024 * 1024;

/** A subject begins with 0x01 and the length of its prefix ([MS-PST] §2.5.3.1.1.1). */
const SUBJECT_PREFIX_MARK = '\u0001';

/**
 * The texts among properties, in their order, classes aside. What is overwritten is empty: nothing else holds outdated bytes together.
 * @returns null in the place of a text that is too long to be read.
 */
export function* stateTexts(properties: MapiProperties): Generator<string | null> {
  const { charset } = new PropertyReader(properties);
  for (const property of properties.values()) {
    if (!isText(property) || CLASSES.has(property.id)) continue;
    if (property.size > MOST_BYTES) yield null;
    else yield* textsOf(property, charset);
  }
}

function* textsOf(property: MapiProperty, charset: string | null): Generator<string> {
  const values = property.values();
  if ('reason' in values) yield '';
  else
    for (const value of values) {
      const text = decodeText(property.type, value, charset);
      yield text.startsWith(SUBJECT_PREFIX_MARK) ? text.slice(2) : text;
    }
}
