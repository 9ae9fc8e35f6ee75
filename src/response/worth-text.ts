import type { Store } from '../case/index.ts';
import { counted } from '../core/index.ts';
import { type Tie, tieSentence } from './tie.ts';

/** Reuse in words; null where a value is used once. */
export function reuseText({
  accounts,
  hosts,
  kin,
}: {
  readonly accounts: number;
  readonly hosts: number;
  readonly kin: number;
}): string | null {
  const told = [
    ...(accounts > 1 ? [`shared by ${counted(accounts, 'account')}`] : []),
    ...(hosts > 1 ? [`used at ${counted(hosts, 'host')}`] : []),
    ...(kin > 0 ? [`${counted(kin, 'obvious successor or predecessor', 'obvious successors or predecessors')}`] : []),
  ];
  return told.length === 0 ? null : told.join(', ');
}

/** Why a credential is held to be somebody's, how sure that is, and where it says so. */
export function tieText(store: Store, { reason, confidence, evidence }: Tie): string {
  const why = `${tieSentence(reason)} (${confidence})`;
  if (evidence === null) return why;
  const message = store.get<{ id: string | null }>(
    'SELECT message_id AS id FROM messages WHERE id = ?',
    evidence.message,
  );
  const members = JSON.parse(evidence.member) as readonly string[];
  const place = [
    ...(message?.id == null ? [] : [`message ${message.id}`]),
    [evidence.part === 'subject' ? 'subject' : `part ${evidence.part}`, ...members].join(' › '),
    `bytes ${evidence.span[0]}–${evidence.span[1]}`,
  ];
  return `${why}: ${place.join(', ')}`;
}
