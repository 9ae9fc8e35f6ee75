import { isObject, objectOf, objectsOf, type RawObject } from '../record/raw-object.ts';

/**
 * The value at a path: a column's own name, else names joined by dots. In a list, a number is an index, `*` is every element, and a name is that of an
 * element `{name, value}`. Where a name itself has dots, the longest that is there counts.
 * @returns undefined where there is none.
 */
export function valueAt(record: RawObject, path: string): unknown {
  return Object.hasOwn(record, path) ? record[path] : along(record, path.split('.'));
}

function along(value: unknown, steps: readonly string[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const list = Array.isArray(value) ? value : objectsOf(value);
  if (list.length > 0) return inList(list, step, rest);
  const object = isObject(value) ? value : objectOf(value);
  return object === null || !Object.hasOwn(object, step) ? undefined : along(object[step], rest);
}

function inList(list: readonly unknown[], step: string, rest: readonly string[]): unknown {
  if (step === '*') return list.map((element) => along(element, rest));
  if (/^\d{1,4}$/.test(step)) return along(list[Number(step)], rest);
  const named = list.find((element) => isObject(element) && (element.name ?? element.key ?? element.Name) === step);
  if (!isObject(named)) return undefined;
  return along(named.value ?? named.Value ?? named.multiValue ?? named.boolValue ?? named.intValue, rest);
}
