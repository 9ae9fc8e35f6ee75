import type { PropertyName } from './property.ts';

/** How the value of a field is written. */
export type FieldForm =
  | 'text'
  | 'time'
  /** A time of which only the day counts. */
  | 'day'
  | 'yes-no'
  /** A fraction of one, written in percent. */
  | 'percent'
  /** A number of minutes. */
  | 'minutes'
  /** Entry ids of mailboxes. */
  | 'mailboxes'
  /** A time zone's definition ([MS-OXOCAL] §2.2.1.41), of which the name is written. */
  | 'zone'
  /** A number that stands for a word: the words, from 0 on. */
  | readonly string[];

/** One property of an item that a person fills in or sees. */
export interface ItemField {
  readonly label: string;
  /** Its id, or its name where it is a named one. */
  readonly at: number | PropertyName;
  readonly form: FieldForm;
}

/** The fields of one set, or those with fixed ids, from label to id or LID. */
export function fields(
  set: string | null,
  labels: Readonly<Record<string, number>>,
  form: FieldForm = 'text',
): readonly ItemField[] {
  return Object.entries(labels).map(([label, id]) => ({ label, at: set === null ? id : { set, name: id }, form }));
}
