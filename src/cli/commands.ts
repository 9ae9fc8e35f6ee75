import type { Command } from 'commander';
import type { Act } from './face.ts';

/** A command: what it is for, and how it is loaded. */
interface CommandEntry {
  readonly says: string;
  readonly load: () => Promise<(act: Act) => Command>;
}

/** Each command is loaded only when it is asked for, so that neither help nor a look at the status waits for the scanner. */
export const COMMANDS: { readonly [Name in string]: CommandEntry } = {
  demo: {
    says: 'the whole story on a synthetic organisation, scored against what was planted',
    load: async () => (await import('./demo.ts')).demoCommand,
  },
  scan: {
    says: 'find credentials in any mail or file; no case needed',
    load: async () => (await import('./scan.ts')).scanCommand,
  },
  secrets: {
    says: 'what is searched for: list the rules, test them, write one',
    load: async () => (await import('./secrets.ts')).secretsCommand,
  },
  init: {
    says: 'make a new case folder',
    load: async () => (await import('./init.ts')).initCommand,
  },
  add: {
    says: 'give mail, logs, manifests, accounts and directory exports to the case; told apart by content',
    load: async () => (await import('./add.ts')).addCommand,
  },
  relink: {
    says: 'evidence has moved: check its hashes and point the case to the new place',
    load: async () => (await import('./relink.ts')).relinkCommand,
  },
  run: {
    says: 'read, reconcile, detect, review: everything that is not yet done',
    load: async () => (await import('./run.ts')).runCommand,
  },
  status: {
    says: 'the clock, the tallies, and what is open; works while a run goes on',
    load: async () => (await import('./status.ts')).statusCommand,
  },
  stolen: {
    says: 'what was stolen: by the manifests, the compromised accounts and our own logs, and where these differ',
    load: async () => (await import('./stolen.ts')).stolenCommand,
  },
  disclosures: {
    says: 'what else in the mail helps an attacker: hosts, tenants, reports, personal data, markings',
    load: async () => (await import('./disclosures.ts')).disclosuresCommand,
  },
  credentials: {
    says: 'credentials as work: list, show, assign, decide, prove, reveal',
    load: async () => (await import('./credentials.ts')).credentialsCommand,
  },
  review: {
    says: 'what the detections found, and which days the logs cannot answer for',
    load: async () => (await import('./review.ts')).reviewCommand,
  },
  sigma: {
    says: 'what becomes of Sigma rules: asked of which logs, or why not',
    load: async () => (await import('./sigma.ts')).sigmaCommand,
  },
  report: {
    says: 'write the report due, frozen in the case with its hash and the ledger head',
    load: async () => (await import('./report.ts')).reportCommand,
  },
  verify: {
    says: 'check the ledger, the reports, the evidence and the tallies against what was recorded',
    load: async () => (await import('./verify.ts')).verifyCommand,
  },
};
