import { textLiteral } from '../detection/bind-sql.ts';

/** What an actor leaves in the logs and may be recognised by again. */
export type TraceKind = 'ip' | 'session' | 'device';

export interface Trace {
  readonly kind: TraceKind;
  readonly value: string;
}

/** The column of the event table that holds each kind. */
export const TRACE_COLUMN: { readonly [Kind in TraceKind]: string } = {
  ip: 'ip',
  session: 'session_id',
  device: 'device_id',
};

export const TRACE_KINDS: readonly TraceKind[] = ['ip', 'session', 'device'];

export const traceKey = ({ kind, value }: Trace): string => `${kind} ${value}`;

/** An SQL condition true of events that bear any of the traces. */
export function bearsTrace(traces: readonly Trace[]): string {
  const clauses = TRACE_KINDS.flatMap((kind) => {
    const values = traces.filter((trace) => trace.kind === kind).map((trace) => textLiteral(trace.value));
    return values.length === 0 ? [] : [`${TRACE_COLUMN[kind]} IN (${values.join(', ')})`];
  });
  return clauses.length === 0 ? 'FALSE' : `(${clauses.join(' OR ')})`;
}
