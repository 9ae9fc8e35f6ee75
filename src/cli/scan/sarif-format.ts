import type { Loss } from '../../core/index.ts';
import type { FindingRecord, ScanRecord, SummaryRecord } from '../../run/index.ts';
import { type GivenRules, ruleInfo } from '../../secrets/index.ts';
import { packageVersion } from '../package-version.ts';
import type { DataOut } from '../terminal/data-out.ts';

const LEVEL = { high: 'error', medium: 'warning', low: 'note' } as const;
/** Losses that are told one by one; from there on they are counted. */
const MOST_LOSSES = 10_000;

/**
 * Findings as a SARIF 2.1.0 log (OASIS): results are written as they come, rules, losses (as notifications) and the summary after them. A result's place is
 * the source as an artifact with the message's byte offset, and within it a logical location: message, part, member, landmark.
 */
export class SarifLog {
  readonly #out: DataOut;
  readonly #given: GivenRules;
  readonly #rules = new Map<string, number>();
  readonly #losses: Loss[] = [];
  #lossCount = 0;
  #results = 0;

  constructor(out: DataOut, given: GivenRules) {
    this.#out = out;
    this.#given = given;
  }

  async begin(): Promise<void> {
    await this.#out.line(
      '{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"results":[',
    );
  }

  async add(record: ScanRecord): Promise<void> {
    if (record.type === 'finding') {
      await this.#out.line(`${this.#results === 0 ? '' : ','}${JSON.stringify(this.#result(record))}`);
      this.#results += 1;
    } else if (record.type === 'loss') {
      this.#lossCount += 1;
      if (this.#losses.length < MOST_LOSSES) this.#losses.push(record);
    }
  }

  async finish(summary: SummaryRecord | null): Promise<void> {
    const notifications = this.#losses.map(notification);
    const left = this.#lossCount - this.#losses.length;
    if (left > 0)
      notifications.push({ level: 'warning', message: { text: `… and ${left} losses more` }, locations: [] });
    const invocation = { executionSuccessful: summary !== null, toolExecutionNotifications: notifications };
    const rules = [...this.#rules.keys()].map((id) => ruleDescriptor(id, this.#given));
    const driver = { name: 'Postbreach', semanticVersion: packageVersion(), rules };
    const rest = { tool: { driver }, invocations: [invocation], columnKind: 'utf16CodeUnits', properties: { summary } };
    await this.#out.line(`],${JSON.stringify(rest).slice(1)}]}`);
  }

  #result(finding: FindingRecord): object {
    const { rule, kind, confidence, validity, fingerprint, preview, principal, host, standing, reasons } = finding;
    const ruleIndex = this.#rules.get(rule) ?? this.#rules.size;
    this.#rules.set(rule, ruleIndex);
    const whose = [principal, host].filter((text) => text !== null).join(' on ');
    const name = ruleInfo(rule, this.#given)?.name ?? rule;
    return {
      ruleId: rule,
      ruleIndex,
      level: LEVEL[confidence],
      message: { text: `${name}: ${preview}${whose === '' ? '' : ` (${whose})`}. ${reasons.join('; ')}` },
      locations: [location(finding)],
      partialFingerprints: { 'credential/v1': fingerprint },
      properties: {
        kind,
        confidence,
        validity,
        strength: finding.strength,
        kinship: finding.kinship,
        preview,
        principal,
        host,
        standing,
        context: finding.context,
      },
    };
  }
}

function ruleDescriptor(id: string, given: GivenRules): object {
  const info = ruleInfo(id, given);
  return {
    id,
    shortDescription: { text: info?.name ?? id },
    ...(info === null ? {} : { help: { text: info.exposure }, properties: { kind: info.kind, source: info.source } }),
  };
}

function location({ provenance, landmark }: FindingRecord): object {
  const { source, container, folder, sourceOffset, messageId, part, member, span } = provenance;
  const way = [...container, folder, messageId, part === '' ? null : `part ${part}`, ...member, landmark];
  const fullyQualifiedName = way.filter((step) => step !== null).join(' › ');
  const region = { byteOffset: sourceOffset };
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(source) }, region },
    ...(fullyQualifiedName === '' ? {} : { logicalLocations: [{ fullyQualifiedName, kind: 'member' }] }),
    properties: { span },
  };
}

function notification({ reason, detail, provenance }: Loss) {
  const { source, container, folder, sourceOffset, messageId, part, member } = provenance;
  const way = [...container, folder, messageId, part === '' ? null : `part ${part}`, ...member];
  const where = way.filter((step) => step !== null).join(' › ');
  const physicalLocation = {
    artifactLocation: { uri: uriOf(source) },
    region: { byteOffset: Math.max(0, sourceOffset) },
  };
  return {
    level: 'warning',
    message: { text: `${reason}: ${detail}${where === '' ? '' : ` (${where})`}` },
    locations: [{ physicalLocation }],
  };
}

/** A relative path as a URI reference (RFC 3986 §4.2); "-" is standard input. */
function uriOf(source: string): string {
  return source.toWellFormed().split('/').map(encodeURIComponent).join('/');
}
