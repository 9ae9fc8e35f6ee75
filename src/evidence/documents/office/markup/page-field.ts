const PAGE_FIELD =
  /^\s{0,20}(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF\s{1,5}_[A-Za-z]{1,20}\d{0,20}|TOC)(?:\s{1,20}\\[a-z*](?:\s{1,5}(?:"[\d-]{1,9}"|MERGEFORMAT|Arabic|roman))?){0,12}\s{0,20}$/i;
const LONGEST = 200;

/** Whether a field's instruction (ECMA-376 part 1 §17.16) asks for nothing but page numbers and contents. */
export function isPageField(instruction: string): boolean {
  return instruction.length <= LONGEST && PAGE_FIELD.test(instruction);
}
