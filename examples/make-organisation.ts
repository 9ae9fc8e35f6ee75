import { gzipSync } from 'node:zlib';
import { type CompromisedAccount, compromisedAccounts } from './cast/compromised-accounts.ts';
import { makeCast } from './cast/make-cast.ts';
import { makeFiller } from './filler/make-filler.ts';
import { accountsCsv } from './lists/accounts-csv.ts';
import { directoryJson } from './lists/directory-json.ts';
import { manifestCsv } from './lists/manifest-csv.ts';
import { makeLogs } from './logs/make-logs.ts';
import { deliverMail } from './mailbox/deliver.ts';
import type { MailboxFile } from './mailbox/mailbox-file.ts';
import { makeApplications } from './plot/application.ts';
import { type Attack, planAttack } from './plot/attack.ts';
import { plantCredentials } from './plot/credential.ts';
import { decideFates, type FatedLetter } from './plot/fates.ts';
import type { Stage } from './plot/fill-slots.ts';
import { type Decoy, makeDecoys, makeStory } from './plot/make-story.ts';
import { type Random, seededRandom } from './random.ts';
import { readmeText } from './readme-text.ts';
import { trueAttack, trueHoles } from './truth/true-attack.ts';
import { trueCredentials } from './truth/true-credentials.ts';
import { readByThief } from './truth/true-reads.ts';
import { messageName, trueStolen } from './truth/true-stolen.ts';
import type { Truth } from './truth/truth.ts';

/** The whole organisation in memory, ready to be written. */
export interface Organisation {
  readonly files: readonly { readonly path: string; readonly bytes: Buffer }[];
  readonly mailFiles: readonly MailboxFile[];
  readonly letters: readonly FatedLetter[];
  readonly truth: Truth;
  readonly logRecords: number;
}

/** Makes everything from the seed. `messages` is how many different messages there are; the story itself needs about 120. */
export function makeOrganisation(seed: number, messages: number): Organisation {
  const random = seededRandom(`postbreach-example/${seed}`);
  const cast = makeCast(random.fork('cast'));
  const stage: Stage = {
    cast,
    credentials: plantCredentials(random.fork('credentials')),
    applications: makeApplications(random.fork('applications')),
  };
  const accounts = compromisedAccounts(cast);
  const story = makeStory(stage, random.fork('story'));
  const decoys = makeDecoys(stage, random.fork('decoys'));
  const filler = makeFiller(cast, Math.max(0, messages - story.length - decoys.length), random.fork('filler'));
  const letters = decideFates(
    [...story, ...decoys.map((decoy) => decoy.letter), ...filler],
    accounts,
    random.fork('fates'),
  );
  const mailFiles = deliverMail(letters, cast, random.fork('mail'));
  const attack = planAttack(random.fork('attack'));
  const logs = makeLogs(stage, attack, letters, random.fork('logs'));
  const read = readByThief(logs.thefts, letters);
  const truth = makeTruth(seed, { stage, accounts, letters, decoys, mailFiles, attack, read });
  const files = [
    ...mailFiles,
    { path: 'accounts.csv', bytes: Buffer.from(accountsCsv(accounts)) },
    { path: 'manifest.csv', bytes: Buffer.from(`\ufeff${manifestCsv(letters, accounts, random.fork('manifest'))}`) },
    { path: 'logs/unified-audit-log.csv', bytes: Buffer.from(logs.auditCsv) },
    { path: 'logs/interactive-signins.json', bytes: Buffer.from(logs.signInsJson) },
    { path: 'logs/service-principal-signins.ndjson.gz', bytes: gzipSync(logs.serviceSignInsNdjson) },
    ...directories(stage, attack, random),
    { path: 'truth.json', bytes: Buffer.from(`${JSON.stringify(truth, null, 1)}\n`) },
    { path: 'README.txt', bytes: Buffer.from(readmeText(seed)) },
  ];
  return { files, mailFiles, letters, truth, logRecords: logs.records };
}

/** Both snapshots draw the same chances, so that they differ only in what happened between them. */
function directories(stage: Stage, attack: Attack, random: Random) {
  return (['before', 'after'] as const).map((side) => ({
    path: `directory-${side}.json`,
    bytes: Buffer.from(directoryJson(stage, attack, side, random.fork('directory'))),
  }));
}

interface Made {
  readonly stage: Stage;
  readonly accounts: readonly CompromisedAccount[];
  readonly letters: readonly FatedLetter[];
  readonly decoys: readonly Decoy[];
  readonly mailFiles: readonly MailboxFile[];
  readonly attack: Attack;
  readonly read: readonly FatedLetter[];
}

function makeTruth(seed: number, made: Made): Truth {
  const { stage, accounts, letters, mailFiles } = made;
  const holding = (key: string) =>
    mailFiles.filter((file) => file.copies.some((copy) => copy.fated.letter.key === key)).map((file) => file.path);
  return {
    format: 'postbreach-truth-1',
    seed,
    note: 'GROUND TRUTH of a synthetic organisation: made-up credentials in plaintext. Only the scorer of the demo reads this file.',
    credentials: trueCredentials(stage, mailFiles, new Set(made.read)),
    decoys: made.decoys.map(({ letter, why, tempting }) => ({
      why,
      tempting,
      messageId: letter.messageId,
      sources: holding(letter.key),
    })),
    stolen: trueStolen(letters, accounts),
    readByThief: made.read.map(messageName),
    quotingStolen: letters.filter((fated) => fated.quotesStolen).map(messageName),
    attack: trueAttack(made.attack, stage),
    coverageHoles: trueHoles(accounts.map((account) => account.from).sort()[0] ?? ''),
  };
}
