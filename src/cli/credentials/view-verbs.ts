import type { Store } from '../../case/index.ts';
import { counted } from '../../core/index.ts';
import { openingsOf, reuseOf, sightingsOf, type WorkItem, workItem, workItems } from '../../response/index.ts';
import type { Confidence } from '../../secrets/index.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Face } from '../face.ts';
import { credentialDetails, credentialTable } from './credential-lines.ts';
import type { CredentialOptions } from './credential-options.ts';

const RANK: { readonly [Level in Confidence]: number } = { low: 0, medium: 1, high: 2 };

/** All credentials, worst first. */
export async function listCredentials(
  { talk, out, json }: Face,
  store: Store,
  _id: string,
  options: CredentialOptions,
): Promise<ExitCode> {
  const items = workItems(store).filter(
    (item) => RANK[item.confidence] >= RANK[options.minConfidence] && (options.stolen !== true || item.stolen),
  );
  for (const line of json ? items.map((item) => JSON.stringify(item)) : credentialTable(items)) await out.line(line);
  talk.say(items.length === 0 ? 'None. Has the case been run?' : counted(items.length, 'credential'));
  return 0;
}

/** One credential with all its places. */
export async function showCredential({ out, json, clock }: Face, store: Store, id: string): Promise<ExitCode> {
  const item = workItem(store, id);
  if (json)
    await out.json({
      ...item,
      usedFor: reuseOf(store, item.id),
      sightings: sightingsOf(store, item.fingerprint),
      opens: openingsOf(store, item.fingerprint),
    });
  else for (const line of credentialDetails(store, item, clock.now())) await out.line(line);
  return 0;
}

/** What proof there is, and what would be one. */
export async function proveCredential({ talk, out, json }: Face, store: Store, id: string): Promise<ExitCode> {
  const item = workItem(store, id);
  const { resolution } = item;
  if (json) await out.json(resolution);
  else if ('proof' in resolution) await out.line(`${item.id} is ${resolution.state}: ${resolution.proof.detail}`);
  else await out.line(`${item.id} has no proof yet`);
  if (!('proof' in resolution)) talk.say(wantedProof(item));
  return 0;
}

function wantedProof(item: WorkItem): string {
  const again = 'add it with `postbreach add` and run the case';
  if (item.keyId !== null) return `Proof: a later directory export in which key ${item.keyId} is gone; ${again}.`;
  if (item.principalName !== null) {
    return `Proof: a later directory export in which ${item.principalName} has a newer password, or is disabled; ${again}.`;
  }
  return 'No directory export that was added knows what it belongs to, so none can prove it: assign it and reset it at its issuer.';
}
