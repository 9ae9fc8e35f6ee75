/** Ground truth of an organisation, as truth.json holds it. Only `examples/` ever reads it. */
export interface Truth {
  readonly format: 'postbreach-truth-1';
  readonly seed: number;
  readonly note: string;
  readonly credentials: readonly TrueCredential[];
  readonly decoys: readonly TrueDecoy[];
  readonly stolen: readonly TrueMessage[];
  /** What the thief read in our own mailboxes, as the audit log says; some of it is in `stolen` too. */
  readonly readByThief: readonly MessageName[];
  /** Not stolen themselves, but quoting stolen mail: neither asked for nor counted as wrong. */
  readonly quotingStolen: readonly MessageName[];
  readonly attack: readonly TrueStep[];
  readonly coverageHoles: readonly TrueHole[];
}

/** `from` and `sentAt` name a message that has no Message-ID. */
export interface MessageName {
  readonly messageId: string | null;
  readonly from: string;
  readonly sentAt: string;
}

export interface TruePlace {
  /** File, relative to the organisation's folder. */
  readonly source: string;
  readonly messageId: string | null;
  /** IMAP-style part number as a hint, or "subject". */
  readonly part: string;
  /** Whether this message was stolen. */
  readonly stolen: boolean;
}

export interface TrueCredential {
  readonly id: string;
  readonly kind: string;
  readonly value: string;
  /** Other forms that count as having found it: the whole URL, `user:password`, … */
  readonly accept: readonly string[];
  /** Identifiers that stand beside it and open nothing: finding them is no false alarm. */
  readonly beside: readonly string[];
  /** Every name the directory has for who it belongs to; empty where the mail names nobody of ours. */
  readonly principal: readonly string[];
  /** Name, application id and object ids of the application; empty where there is none. */
  readonly application: readonly string[];
  readonly host: string | null;
  readonly stolen: boolean;
  /** What in directory-after.json proves it dead; null where nothing does. */
  readonly proven: string | null;
  readonly places: readonly TruePlace[];
}

export interface TrueDecoy {
  readonly why: string;
  readonly tempting: readonly string[];
  readonly messageId: string | null;
  readonly sources: readonly string[];
}

export type MessageStatus = 'held' | 'partly' | 'missing' | 'extra';

export interface TrueMessage extends MessageName {
  readonly status: MessageStatus;
  /** Whether our copies themselves show a compromised account, so that the accounts list alone selects it. */
  readonly byAccounts: boolean;
}

export interface TrueStep {
  readonly step: string;
  /** A detection has fired for the step if its id contains one of these. */
  readonly detections: readonly string[];
  /** Any of these names fits as the finding's principal or application. */
  readonly names: readonly string[];
  readonly ip: string | null;
  readonly from: string;
  readonly until: string;
}

/** UTC days, both included, on which a log has nothing although it should. */
export interface TrueHole {
  readonly source: 'ual' | 'entra-signin';
  readonly from: string;
  readonly until: string;
  readonly why: string;
}
