import { decodeCharsetText } from '../../../decode/charset.ts';
import type { Compound, CompoundEntry } from '../../../ole/compound.ts';
import type { Shortfall } from '../../../shortfall.ts';
import type { Findings } from '../findings.ts';
import { streamBytes } from '../stream-bytes.ts';
import { writeStrings } from '../strings.ts';
import { decompressVba } from './decompress.ts';
import { projectModules, type VbaModule } from './project-modules.ts';

const DAMAGED: Shortfall = {
  reason: 'damaged',
  detail: 'Part of the macros in this is damaged; what could be decompressed was read. Open it by hand.',
};

/** Most bytes of one module's source; those of people have some thousand lines. */
const MOST_SOURCE_BYTES = 16 * 1024 * 1024;

/** Writes a VBA project: the sources of its modules, and the texts of its forms. @param project the storage that holds the storage "VBA". */
export function writeProject(compound: Compound, project: CompoundEntry, findings: Findings): void {
  for (const storage of compound.children(project)) {
    if (storage.kind !== 'storage') continue;
    if (storage.name.toUpperCase() === 'VBA') writeMacros(compound, storage, findings);
    else writeForm(compound, storage, findings);
  }
}

/** Writes the source of the modules of a VBA project, each at the landmark "macro NAME". */
function writeMacros(compound: Compound, vba: CompoundEntry, findings: Findings): void {
  const dir = streamBytes(compound, vba, 'dir', findings);
  if (dir === null) return;
  const { bytes, isWhole } = decompressVba(dir, MOST_SOURCE_BYTES);
  const { modules, charset } = projectModules(bytes);
  if (!isWhole) findings.lost(DAMAGED);
  const listed = isWhole ? modules : streamsAsModules(compound, vba);
  for (const module of listed) writeModule(compound, vba, module, charset, findings);
}

function writeModule(
  compound: Compound,
  vba: CompoundEntry,
  module: VbaModule,
  charset: string | null,
  findings: Findings,
): void {
  const stream = streamBytes(compound, vba, module.stream, findings);
  const source = stream === null ? null : sourceOf(stream, module.offset);
  if (source === null || !source.isWhole) findings.lost(DAMAGED);
  if (source === null || source.bytes.length === 0) return;
  findings.text.mark(`macro ${module.name}`);
  findings.text.line(decodeCharsetText(source.bytes, charset ?? 'windows-1252').replaceAll('\r\n', '\n'));
}

/** Every source begins with attributes, whose first letters stand in the container as they are. */
const FIRST_LETTERS = Buffer.from('\0Attribut', 'latin1');
const BEFORE_LETTERS = 3;

function sourceOf(stream: Buffer, offset: number) {
  const source = decompressVba(stream.subarray(offset), MOST_SOURCE_BYTES);
  if (source.isWhole) return source;
  const found = stream.indexOf(FIRST_LETTERS);
  return found < BEFORE_LETTERS ? source : decompressVba(stream.subarray(found - BEFORE_LETTERS), MOST_SOURCE_BYTES);
}

/** Where the list of modules is lost, every stream may be one. */
function streamsAsModules(compound: Compound, vba: CompoundEntry): readonly VbaModule[] {
  return compound
    .children(vba)
    .filter(({ kind, name }) => kind === 'stream' && !NO_MODULE.test(name))
    .map(({ name }) => ({ name, stream: name, offset: 0 }));
}

const NO_MODULE = /^(?:dir|_VBA_PROJECT|__SRP_.*)$/i;

/** Writes the texts of a project's forms: a storage of its own beside "VBA" with streams "f" and "o" ([MS-OFORMS] §2.1.2). */
function writeForm(compound: Compound, form: CompoundEntry, findings: Findings): void {
  for (const name of ['f', 'o']) {
    const bytes = streamBytes(compound, form, name, findings);
    if (bytes !== null) writeStrings(findings.text, bytes, `form ${form.name}`, 4);
  }
}
