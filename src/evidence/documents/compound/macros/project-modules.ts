import { decodeCharsetText } from '../../../decode/charset.ts';
import { codePageCharset } from '../../../decode/code-page.ts';
import { u16, u32 } from '../bounded-number.ts';

/** A module of a VBA project, as its dir stream lists it. */
export interface VbaModule {
  readonly name: string;
  readonly stream: string;
  /** Where its source begins in the stream. */
  readonly offset: number;
}

/** What a dir stream says of a project. */
export interface VbaProject {
  readonly modules: readonly VbaModule[];
  /** Charset of the sources; null where the project does not say. */
  readonly charset: string | null;
}

/** Identifiers of the records that are read ([MS-OVBA] §2.3.4.2). */
const CODE_PAGE = 0x0003;
const VERSION = 0x0009;
const MODULE_NAME = 0x0019;
const MODULE_STREAM = 0x001a;
const MODULE_STREAM_UNICODE = 0x0032;
const MODULE_OFFSET = 0x0031;
const MODULE_END = 0x002b;
const MODULE_NAME_UNICODE = 0x0047;
/** The version's record says 4 and holds 6 bytes ([MS-OVBA] §2.3.4.2.1.11). */
const VERSION_BYTES = 6;

/** The modules that a decompressed dir stream lists ([MS-OVBA] §2.3.4.2). */
export function projectModules(dir: Buffer): VbaProject {
  const modules: VbaModule[] = [];
  let charset: string | null = null;
  let module: VbaModule = NEW_MODULE;
  for (let at = 0; at + 6 <= dir.length; ) {
    const id = u16(dir, at);
    const size = id === VERSION ? VERSION_BYTES : u32(dir, at + 2);
    const data = dir.subarray(at + 6, at + 6 + size);
    if (id === CODE_PAGE) charset = codePageCharset(u16(data, 0));
    if (id === MODULE_END) {
      if (module.stream !== '') modules.push(module);
      module = NEW_MODULE;
    } else module = withRecord(module, id, data, charset);
    at += 6 + size;
  }
  return { modules, charset };
}

const NEW_MODULE: VbaModule = { name: '', stream: '', offset: 0 };

function withRecord(module: VbaModule, id: number, data: Buffer, charset: string | null): VbaModule {
  switch (id) {
    case MODULE_NAME:
      return { ...module, name: decodeCharsetText(data, charset) };
    case MODULE_NAME_UNICODE:
      return { ...module, name: data.toString('utf16le') };
    case MODULE_STREAM:
      return { ...module, stream: decodeCharsetText(data, charset) };
    case MODULE_STREAM_UNICODE:
      return { ...module, stream: data.toString('utf16le') };
    case MODULE_OFFSET:
      return { ...module, offset: u32(data, 0) };
    default:
      return module;
  }
}
