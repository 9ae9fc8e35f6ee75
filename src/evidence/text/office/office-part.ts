import { asBuffer } from '../../decode/byte-string.ts';
import type { Extraction, LeafPart, PartExtractor } from '../../mime/part-extractor.ts';
import type { ExtractedText, Part } from '../../part.ts';
import type { Shortfall } from '../../shortfall.ts';
import { containerExtraction } from '../extraction.ts';
import { type Member, memberParts, unreadMember } from '../member.ts';
import { TOO_LONG } from '../member-budget.ts';
import { partsWithin } from '../zip/parts-within.ts';
import type { ZipEntry } from '../zip/zip-entry.ts';
import type { OpenZip } from '../zip/zip-members.ts';
import { linkTargets } from './link-targets.ts';
import { isOfficeDocument, type OfficeMember, officeMember } from './office-kind.ts';
import { sharedStrings, sheetText } from './sheet-text.ts';
import { officeXmlText } from './xml-text.ts';

/**
 * An office document in a zip (docx, xlsx, pptx, odt, ods, odp): a container whose members are the texts a reader meets, each under the name of the
 * XML member it stands in; what is embedded in it follows as any archive's member does.
 * @returns null where the zip is no office document.
 */
export function extractOffice(leaf: LeafPart, zip: OpenZip, extract: PartExtractor): Extraction | null {
  if (!isOfficeDocument(new Set(zip.entries.map((entry) => entry.name)))) return null;
  const office: Office = { leaf, zip, extract, strings: stringsOf(zip, leaf) };
  const entries = zip.entries.filter((entry) => !entry.isFolder && entry.size > 0 && holdsText(entry));
  return containerExtraction(partsWithin(leaf, zip, entries, (entry) => readMember(office, entry)));
}

function holdsText({ name }: ZipEntry): boolean {
  const kind = officeMember(name);
  return kind !== 'markup' && kind !== 'shared-strings';
}

interface Office {
  readonly leaf: LeafPart;
  readonly zip: OpenZip;
  readonly extract: PartExtractor;
  readonly strings: readonly Buffer[];
}

function stringsOf(zip: OpenZip, leaf: LeafPart): readonly Buffer[] {
  const entry = zip.entries.find(({ name }) => officeMember(name) === 'shared-strings');
  const bytes = entry === undefined ? null : zip.read(entry, leaf.allowance).bytes;
  return bytes === null ? [] : sharedStrings(asBuffer(bytes()));
}

function readMember({ leaf, zip, extract, strings }: Office, entry: ZipEntry): readonly Part[] {
  const kind = officeMember(entry.name);
  const member = zip.read(entry, leaf.allowance);
  if (kind === 'other' || member.bytes === null) return memberParts(leaf, member, extract);
  const { text, shortfall } = memberText(kind, asBuffer(member.bytes()), strings, leaf.allowance.budget.partBytes);
  const parts = text.utf8.length === 0 ? [] : [textPart(leaf, member, text)];
  const missing = member.shortfall ?? shortfall;
  return missing === null ? parts : [...parts, unreadMember(leaf, member.name, missing)];
}

interface MemberText {
  readonly text: ExtractedText;
  readonly shortfall: Shortfall | null;
}

function memberText(kind: OfficeMember, xml: Buffer, strings: readonly Buffer[], limit: number): MemberText {
  if (kind === 'links') return { text: { utf8: linkTargets(xml), hidden: [], landmarks: [] }, shortfall: null };
  if (kind !== 'sheet') return { text: officeXmlText(xml, kind === 'data'), shortfall: null };
  const { utf8, isCut } = sheetText(xml, strings, limit);
  return { text: { utf8, hidden: [], landmarks: [] }, shortfall: isCut ? TOO_LONG : null };
}

function textPart(leaf: LeafPart, { name, bytes }: Member, text: ExtractedText): Part {
  return {
    path: leaf.path,
    member: [name],
    role: 'attachment',
    mediaType: 'application/xml',
    charset: null,
    fileName: name,
    contentId: null,
    headerSpan: null,
    bodySpan: null,
    content: { state: 'text', text },
    bytes: bytes ?? (() => null),
    problems: [],
  };
}
