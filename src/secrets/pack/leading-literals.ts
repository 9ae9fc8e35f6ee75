import { type PatternNode, parsePattern } from './pattern-syntax.ts';

/** What a match may begin with; `open` when more of it could be told apart by longer literals only. */
interface Lead {
  readonly text: string;
  readonly open: boolean;
}

const MOST_LEADS = 256;
const LONGEST_LEAD = 24;

/**
 * The literals of which one begins every match of a pattern, as far as they can be told.
 * @returns [''] where a match may begin with anything.
 */
export function leadingLiterals(source: string): readonly string[] {
  return leadsOf(parsePattern(source)).map((lead) => lead.text);
}

function leadsOf(node: PatternNode): readonly Lead[] {
  switch (node.type) {
    case 'char':
      return node.set.only === null
        ? [{ text: '', open: false }]
        : [{ text: String.fromCharCode(node.set.only), open: true }];
    case 'look':
    case 'assertion':
      return [{ text: '', open: true }];
    case 'choice':
      return capped(node.options.flatMap(leadsOf));
    case 'sequence':
      return node.parts.reduce<readonly Lead[]>((leads, part) => joined(leads, part), [{ text: '', open: true }]);
    case 'repeat':
      return repeated(node.body, node.min, node.max);
  }
}

function joined(leads: readonly Lead[], part: PatternNode): readonly Lead[] {
  if (!leads.some((lead) => lead.open)) return leads;
  const next = leadsOf(part);
  return capped(
    leads.flatMap((lead) =>
      lead.open
        ? next.map(({ text, open }) => ({ text: lead.text + text, open: open && lead.text.length < LONGEST_LEAD }))
        : [lead],
    ),
  );
}

function repeated(body: PatternNode, min: number, max: number): readonly Lead[] {
  const once = leadsOf(body);
  if (min === 0) return [{ text: '', open: true }, ...once.map((lead) => ({ ...lead, open: lead.open && max === 1 }))];
  return once.map((lead) => ({ ...lead, open: lead.open && min === 1 && max === 1 }));
}

function capped(leads: readonly Lead[]): readonly Lead[] {
  return leads.length > MOST_LEADS ? [{ text: '', open: false }] : leads;
}
