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
}

const HINT_LENGTH = 3;

/** The row of a finding. @param message the id of its message. */
export function occurrenceRow(
  kase: Case,
  message: string,
  text: ScannedText,
  finding: SecretFinding,
  voiceAt: (spanStart: number) => Voice,
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
  };
}

/** The place of a finding in its document as a person would name it, masked: a sheet may be called anything. */
export function landmarkText({ landmarks }: ScannedText, { span }: SecretFinding, mask: ItemMask): string | null {
  const name = landmarkAt(landmarks, span[0]);
  return name === null ? null : mask.text(plainName(name));
}
