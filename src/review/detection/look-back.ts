import { z } from 'zod';
import type { ParameterValues } from './bind-sql.ts';

const LOOK_BACK = /^P(?:(\d{1,3})D|T(?:(\d{1,5})|\{\{([a-z][a-z0-9_]{0,40})\}\})([HM]))$/;

/** `P0D`, `P2D`, `PT6H`, `PT30M`, or with a parameter for the number: `PT{{hours}}H` (ISO 8601, one unit). */
export const lookBack = z
  .string()
  .regex(LOOK_BACK, 'one of P0D, P1D…, PT1H…, PT5M…, or with a parameter: PT{{name}}H, PT{{name}}M');

/** What of a pack says how far it looks. */
interface Looking {
  readonly 'event-level': boolean;
  readonly lookback?: string | undefined;
  readonly parameters: Readonly<Record<string, { readonly default: number | readonly string[] }>>;
}

/**
 * How many whole UTC days before and after a day may hold events that decide about that day's: 0 where only the day itself does.
 * @returns null where any event of the logs may.
 */
export function daysAround(pack: Looking, values: ParameterValues = {}): number | null {
  if (pack['event-level']) return 0;
  const [, days, number, name = '', unit] = LOOK_BACK.exec(pack.lookback ?? '') ?? [];
  if (days !== undefined) return Number(days);
  if (unit === undefined) return null;
  const declared = Object.hasOwn(pack.parameters, name) ? pack.parameters[name]?.default : undefined;
  const reach = number ?? (Object.hasOwn(values, name) ? values[name] : declared);
  if (reach === undefined || typeof reach === 'object') return null;
  return Math.ceil(Number(reach) / (unit === 'H' ? 24 : 24 * 60));
}

/** A look-back by a parameter that the pack has not, or that is a list; or one beside `event-level`, which says that there is none. */
export function lookBackFaults(pack: Looking): readonly string[] {
  if (pack.lookback === undefined) return [];
  if (pack['event-level']) return ['lookback: an event-level detection looks at one event alone'];
  return daysAround(pack) === null ? [`lookback: ${pack.lookback} names no parameter that is a number`] : [];
}
