/** A credential that is shown while the rest is still being read. */
export interface HotCredential {
  readonly rule: string;
  readonly preview: string;
  readonly principal: string | null;
  readonly host: string | null;
  /** Source and part, relative. */
  readonly place: string;
}

/** Whoever watches a run: the terminal, or nobody. */
export interface RunObserver {
  /** A step begins. @param total units in all (bytes or items), 0 where unknown. */
  readonly step: (title: string, total: number, unit: 'bytes' | 'items') => void;
  /** Units done so far in the step. */
  readonly progress: (done: number) => void;
  /** A step has ended; one plain sentence of what came of it. */
  readonly stepDone: (outcome: string) => void;
  /** A high-confidence credential seen for the first time. */
  readonly hot: (credential: HotCredential) => void;
}
