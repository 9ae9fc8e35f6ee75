/** Mailboxes, messages, attachments and archives to messages and text. */
export { type Budget, DEFAULT_BUDGET } from './budget.ts';
export { EvidenceError, type EvidenceErrorCode } from './evidence-error.ts';
export type { Checkpoint, EvidenceEvent } from './evidence-event.ts';
export { lossesOf } from './loss.ts';
export type { Document, MailboxAddress, Message, MessageDate, MessageHeader } from './message.ts';
export { type DeliveryReport, deliveryReportOf, type ReportedRecipient } from './mime/delivery-report.ts';
export { type JournalEnvelope, type JournalRecipient, journalOf } from './mime/journal.ts';
export { parseMessage } from './mime/parse-message.ts';
export { type Evidence, openEvidence, type SourceTally } from './open-evidence.ts';
export type { ExtractedText, Part, PartContent } from './part.ts';
export type { Place, Position } from './place.ts';
export type { Problem, ProblemCode } from './problem.ts';
export { resemblance, SKETCH_BANDS, textSketch } from './sameness/text-sketch.ts';
export { type DiscoverOptions, type Discovery, discoverSources } from './source/discover.ts';
export { type ReadOptions, readSource } from './source/read-source.ts';
export { HEAD_BYTES, type Recognised, recogniseSource } from './source/recognise.ts';
export type { Source } from './source.ts';
export { extractPart } from './text/extract-part.ts';
