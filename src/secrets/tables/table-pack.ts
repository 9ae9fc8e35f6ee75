import { z } from 'zod';
import { KINDS } from '../pack/rule.ts';

const Column = z.string().regex(/^[\p{Ll}\p{Lo}\p{Lm}]+(?: [\p{Ll}\p{Lo}\p{Lm}]+){0,3}$/u);

const TableRule = z.strictObject({
  id: z.string().regex(/^table-[a-z0-9]+(?:-[a-z0-9]+){0,4}$/),
  name: z.string().min(3),
  kind: z.enum(KINDS),
  /** Words that end a heading over such values. */
  columns: z.array(Column).min(1),
  source: z.string().min(8),
  exposure: z.string().min(10),
});

/** One kind of credential that stands in a table's column. */
export type TableRule = z.infer<typeof TableRule>;

/** The headings by which columns of tables are known. */
export const TablePack = z.strictObject({
  secrets: z.array(TableRule).min(1),
  principals: z.array(Column),
  hosts: z.array(Column),
});

export type TablePack = z.infer<typeof TablePack>;
