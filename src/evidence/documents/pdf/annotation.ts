import { z } from 'zod';

const words = z.object({ str: z.string() }).transform(({ str }) => str);
const text = z.string().nullable().catch(null);

/** A file that is held in a PDF, as PDF.js gives it. */
export const heldFile = z.object({
  filename: z.string().catch(''),
  content: z.instanceof(Uint8Array),
  description: z.string().catch(''),
});

/** A file that is held in a PDF. */
export type HeldFile = z.infer<typeof heldFile>;

/** Scripts by the event that starts them, as PDF.js gives them: a map or an object. */
export const scripts = z
  .preprocess(
    (value) => (value instanceof Map ? Object.fromEntries(value) : value),
    z.record(z.string(), z.array(z.string())),
  )
  .nullable()
  .catch(null);

/** What PDF.js tells of an annotation (ISO 32000-2, 12.5), as far as there is text in it; what it tells in another form is left out. */
export const annotation = z.object({
  id: text,
  annotationFlags: z.number().catch(0),
  contentsObj: words.catch(''),
  titleObj: words.catch(''),
  richText: words.nullable().catch(null),
  unsafeUrl: text,
  textContent: z.array(z.string()).catch([]),
  fieldName: text,
  fieldValue: z.union([z.string().transform((value) => [value]), z.array(z.string())]).catch([]),
  alternativeText: text,
  options: z.array(z.object({ exportValue: z.string(), displayValue: z.string() })).catch([]),
  actions: scripts,
  file: heldFile.nullable().catch(null),
});

/** An annotation of a page: a comment, a link, a field of a form, a file. */
export type Annotation = z.infer<typeof annotation>;

const HIDDEN = 1 << 1;
const NO_VIEW = 1 << 5;

/** Whether the page is shown without it (ISO 32000-2, 12.5.3). */
export function isHiddenAnnotation({ annotationFlags }: Annotation): boolean {
  return (annotationFlags & (HIDDEN | NO_VIEW)) !== 0;
}

/** What an annotation says, a line for each thing: who says what, where a link leads, a field and its value, scripts. */
export function annotationLines(of: Annotation): readonly string[] {
  const said = [...new Set([of.contentsObj, of.richText ?? '', of.textContent.join('\n')])].filter(
    (line) => line.trim() !== '',
  );
  const byline = of.titleObj === '' || said.length === 0 ? said : [`${of.titleObj}: ${said[0]}`, ...said.slice(1)];
  const link = of.unsafeUrl === null || of.unsafeUrl === '' ? [] : [of.unsafeUrl];
  return [...byline, ...link, ...fieldLines(of), ...scriptLines(of.actions)];
}

/** A field's value after its name; of a choice, what is shown for it too. */
function fieldLines({ fieldName, fieldValue, alternativeText, options }: Annotation): readonly string[] {
  if (fieldName === null) return [];
  const label = alternativeText === null || alternativeText === '' ? fieldName : `${alternativeText} (${fieldName})`;
  const shown = options.filter(({ exportValue }) => fieldValue.includes(exportValue));
  const values = [...fieldValue, ...shown.map(({ displayValue }) => displayValue)].filter((one) => one !== '');
  if (values.length > 0) return [`${label}: ${[...new Set(values)].join(', ')}`];
  return label === fieldName ? [] : [label];
}

/** Scripts, each in lines of its own. */
export function scriptLines(actions: z.infer<typeof scripts>): readonly string[] {
  return Object.values(actions ?? {}).flat();
}
