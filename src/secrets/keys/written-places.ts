import { APART, foldedForm, typedForms } from './typed-forms.ts';

const MOST_PLACES = 16;
/** Signs without a folded form that may belong to a value on each side of it. */
const MOST_AROUND = 8;

/** A stretch of a text, in UTF-16 units. */
export type Stretch = readonly [start: number, end: number];

/** Where something is written that a person would type as `value`, and that is not `value` itself. */
export function writtenPlaces(text: string, value: string): readonly Stretch[] {
  const places: Stretch[] = [];
  for (const stretch of [...apartIn(text), ...foldedIn(text, value)]) {
    if (places.length >= MOST_PLACES) break;
    if (places.some((other) => other[0] < stretch[1] && stretch[0] < other[1])) continue;
    if (typedForms(text.slice(...stretch)).includes(value)) places.push(stretch);
  }
  return places.toSorted((a, b) => a[0] - b[0]);
}

function* apartIn(text: string): Generator<Stretch> {
  for (const pattern of APART) {
    for (const { 0: written, index } of text.matchAll(pattern)) yield [index, index + written.length];
  }
}

/** Places that fold to the same as the value. */
function* foldedIn(text: string, value: string): Generator<Stretch> {
  const wanted = foldedForm(value);
  if (wanted === '') return;
  const { folded, starts, ends } = foldedText(text);
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + 1)) {
    const [start, end] = [starts[at], ends[at + wanted.length - 1]];
    if (start !== undefined && end !== undefined) yield* widened(text, [start, end]);
  }
}

/** A stretch, and the same with signs around it that fold to nothing. */
function* widened(text: string, [start, end]: Stretch): Generator<Stretch> {
  for (const from of outwards(text, start, -1)) for (const to of outwards(text, end, 1)) yield [from, to];
}

function outwards(text: string, from: number, step: 1 | -1): readonly number[] {
  const reached = [from];
  for (let at = from; reached.length <= MOST_AROUND; at += step) {
    const sign = text.charAt(step === 1 ? at : at - 1);
    if (sign === '' || foldedForm(sign) !== '') break;
    reached.push(at + step);
  }
  return reached;
}

/** A text folded sign by sign, with the stretch of the text that each unit of it comes from. */
function foldedText(text: string) {
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  for (const { 0: sign, index } of text.matchAll(/\P{M}\p{M}{0,8}/gu)) {
    const form = foldedForm(sign);
    folded += form;
    for (let unit = 0; unit < form.length; unit += 1) {
      starts.push(index);
      ends.push(index + sign.length);
    }
  }
  return { folded, starts, ends };
}
