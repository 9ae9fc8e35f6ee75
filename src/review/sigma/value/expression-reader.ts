export type Refuse = (problem: string) => Error;

/** Where in an expression the reading is. */
export interface ExpressionReader {
  readonly source: string;
  at: number;
  readonly refuse: Refuse;
}
