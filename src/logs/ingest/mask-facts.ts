import type { EventFacts } from '../event/event-row.ts';
import { wellFormedJson } from '../record/well-formed-json.ts';

type Mask = (text: string) => string;

/**
 * A record's facts, masked where a known secret may stand: what programs say of themselves in every record, and what people type into
 * commands and searches, or call their folders. The parameters of sign-ins and of reading mail, which are most of any log, are ids and settings that nobody types.
 */
export function maskFacts(facts: EventFacts, mask: Mask): EventFacts {
  const masked = (text: string | null) => (text === null ? null : mask(text));
  const said = {
    ...facts,
    workload: masked(facts.workload),
    app_name: masked(facts.app_name),
    user_agent: masked(facts.user_agent),
    client_app: masked(facts.client_app),
    target: masked(facts.target),
    folders: facts.folders === null ? null : facts.folders.map(mask),
  };
  if (facts.category === 'sign-in' || (UNTYPED.has(facts.operation) && !namesFolder(facts))) return said;
  return { ...said, details: facts.details === null ? null : maskDetails(facts.details, mask) };
}

const UNTYPED: ReadonlySet<string> = new Set(['MailItemsAccessed', 'MessageBind', 'FolderBind', 'MailboxLogin']);

/** A synchronised folder's name stands among the parameters too. */
const namesFolder = ({ details }: EventFacts): boolean => details?.includes('Folder.Path"') ?? false;

/** @param details JSON text of an object, as the event table has it; names come from records too. */
function maskDetails(details: string, mask: Mask): string {
  const values = Object.entries(JSON.parse(details) as Readonly<Record<string, unknown>>);
  return wellFormedJson(
    Object.fromEntries(values.map(([name, value]) => [mask(name), typeof value === 'string' ? mask(value) : value])),
  );
}
