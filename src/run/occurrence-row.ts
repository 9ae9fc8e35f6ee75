import type { Case } from '../case/index.ts';
import { deriveId } from '../core/index.ts';
import { landmarkAt } from '../evidence/index.ts';
import {
  type Confidence,
  contextOf,
  fingerprintOf,
  previewOf,
  type SecretFinding,
  type SecretKind,
} from '../secrets/index.ts';
import { type FindingWorth, findingWorth } from './finding-worth.ts';
import type { ItemMask } from './item-mask.ts';
import { plainName } from './mailed-keys.ts';
import type { ScannedText } from './scanned-text.ts';
import type { Voice } from './voice.ts';

/** The row of `occurrences` for one finding. */
export interface OccurrenceRow {
  readonly id: string;
  readonly fingerprint: string;
  readonly part: string;
  readonly member: string;
  readonly voice: Voice;
  readonly span: readonly [number, number];
  /** Page, slide, cell or paragraph; masked. */
  readonly landmark: string | null;
  readonly rule: string;
  readonly kind: SecretKind;
  readonly confidence: Confidence;
  readonly preview: string;
  readonly context: string;
  readonly principal: string | null;
  readonly host: string | null;
  readonly hint: string;
  readonly validity: SecretFinding['validity'];
  readonly reasons: readonly string[];
  readonly worth: FindingWorth;
}

const HINT_LENGTH = 3;

/** What all findings of one text have in common. */
export interface OfText {
  /** Id of its message. */
  readonly message: string;
  readonly text: ScannedText;
  readonly voiceAt: (spanStart: number) => Voice;
  /** Of the organisation and of those who write. */
  readonly names: readonly (string | null)[];
}

/** The row of a finding. */
export function occurrenceRow(
  kase: Case,
  { message, text, voiceAt, names }: OfText,
  finding: SecretFinding,
  mask: ItemMask,
): OccurrenceRow {
  const masked = (value: string | null) => (value === null ? null : mask.name(value));
  const hint = finding.secret.reveal().slice(0, HINT_LENGTH);
  return {
    id: deriveId(kase.hash, 'occ', message, text.index, finding.span[0], finding.span[1], finding.rule),
    fingerprint: fingerprintOf(finding.secret, kase.hash),
    part: text.part,
    member: JSON.stringify(text.member.map(mask.text)),
    voice: voiceAt(finding.span[0]),
    span: finding.span,
    landmark: landmarkText(text, finding, mask),
    rule: finding.rule,
    kind: finding.kind,
    confidence: finding.confidence,
    preview: previewOf(finding.secret, finding.kind),
    context: mask.copies(contextOf(text.utf8, finding.span, text.findings)),
    principal: masked(finding.principal),
    host: masked(finding.host),
    hint: kase.hash.hex('secret-hint', hint),
    validity: finding.validity,
    reasons: finding.reasons.map(mask.copies),
    worth: findingWorth(text, finding, names, kase.hash),
  };
}

/** The place of a finding in its document as a person would name it, masked: a sheet may be called anything. */
export function landmarkText({ landmarks }: ScannedText, { span }: SecretFinding, mask: ItemMask): string | null {
  const name = landmarkAt(landmarks, span[0]);
  return name === null ? null : mask.text(plainName(name));
}
