import type { DirectivePack, RequiredAction } from './directive-pack.ts';

/**
 * The actions in force on a day: the directive's own and those of amendments issued by then, less the superseded ones.
 * @param day `YYYY-MM-DD`.
 */
export function actionsInForce(pack: DirectivePack, day: string): readonly RequiredAction[] {
  const amendments = pack.amendments
    .filter((amendment) => amendment.issued <= day)
    .toSorted((a, b) => (a.issued < b.issued ? -1 : 1));
  let actions: readonly RequiredAction[] = pack.actions;
  for (const amendment of amendments) {
    const superseded = new Set(amendment.supersedes);
    actions = [...actions.filter((action) => !superseded.has(action.id)), ...amendment.actions];
  }
  return actions;
}
