import applicationData from '../data/applications.json' with { type: 'json' };
import type { Random } from '../random.ts';

/** A registered application of the agency. */
export interface Application {
  readonly key: string;
  readonly name: string;
  /** Role of its owner. */
  readonly owner: string;
  readonly fate: 'key-removed' | 'kept' | 'deactivated';
  readonly appId: string;
  readonly objectId: string;
  readonly servicePrincipalId: string;
  /** Key id of the secret that stands in the mail. */
  readonly leakedKeyId: string;
  /** Key id of the secret that replaced it, or that was there all along. */
  readonly otherKeyId: string;
}

export function makeApplications(random: Random): ReadonlyMap<string, Application> {
  return new Map(
    applicationData.applications.map((row) => {
      const ids = random.fork(row.key);
      const application: Application = {
        key: row.key,
        name: row.name,
        owner: row.owner,
        fate: row.fate as Application['fate'],
        appId: ids.uuid(),
        objectId: ids.uuid(),
        servicePrincipalId: ids.uuid(),
        leakedKeyId: ids.uuid(),
        otherKeyId: ids.uuid(),
      };
      return [row.key, application];
    }),
  );
}
