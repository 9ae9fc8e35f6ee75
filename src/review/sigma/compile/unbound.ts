/** Why a rule can never bind to the event table, whatever is loaded. */
export type UnboundReason =
  | { readonly kind: 'no-logsource'; readonly logsource: string }
  | { readonly kind: 'no-field'; readonly fields: readonly string[] }
  /** Every field binds, and no event can have what the rule asks. */
  | { readonly kind: 'never'; readonly because: readonly string[] };

/** Ends the compiling of a rule that can never bind. It never leaves this folder. */
export class Unbound extends Error {
  readonly reason: UnboundReason;

  constructor(reason: UnboundReason) {
    super(reason.kind);
    this.reason = reason;
  }
}
