/** Directive packs, the clock, required actions: pure, knows no case. */
export { actionsInForce } from './actions-in-force.ts';
export { dayIn } from './deadline.ts';
export { type ClockInput, type ClockRow, type ClockState, directiveClock } from './directive-clock.ts';
export type { DirectiveErrorCode } from './directive-error.ts';
export type { Affected, DirectivePack, Measure, RequiredAction } from './directive-pack.ts';
export { directiveIds, loadDirective, parseDirective } from './load-directive.ts';
