import { asBuffer } from '../decode/byte-string.ts';
import type { EmbeddedFile } from '../decode/uuencode.ts';
import type { Part, PartContent } from '../part.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import type { Allowance } from './allowance.ts';
import { assignRoles } from './assign-roles.ts';
import { decodedSizeLimit, decodeTransfer } from './decode-transfer.ts';
import type { Entity } from './entity.ts';
import { memberNames } from './member-names.ts';
import { LazyMessageHeader } from './message-header.ts';
import type { Extraction, LeafPart, PartExtractor } from './part-extractor.ts';
import { readPlainText, toUtf8 } from './plain-text.ts';
import { readStructure } from './read-structure.ts';

type Role = Part['role'];

/** What reading the parts of one message needs. */
export interface PartsContext {
  readonly buffer: Buffer;
  readonly allowance: Allowance;
  readonly extract: PartExtractor;
  /** Whether offsets in `buffer` are offsets in the message; not so inside an embedded message that was encoded. */
  readonly placed: boolean;
}

/** Reads a MIME tree into parts, in document order. */
export function readParts(top: Entity, context: PartsContext): readonly Part[] {
  const reader = new PartsReader(context, assignRoles(top));
  reader.read(top);
  return reader.parts;
}

const OVER_PARTS =
  'nested deeper, or with more parts, than the budget for one message allows; raise it to read the rest';

/** First bytes of formats that a wrong declaration as text must not hide: ZIP, PDF, gzip, OLE. */
const READ_BY_OTHERS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x25, 0x50, 0x44, 0x46, 0x2d],
  [0x1f, 0x8b, 0x08],
  [0xd0, 0xcf, 0x11, 0xe0],
];

class PartsReader {
  readonly parts: Part[] = [];
  readonly #context: PartsContext;
  readonly #roles: ReadonlyMap<Entity, Role>;

  constructor(context: PartsContext, roles: ReadonlyMap<Entity, Role>) {
    this.#context = context;
    this.#roles = roles;
  }

  read(entity: Entity): void {
    switch (entity.shape) {
      case 'multipart':
        this.#add(entity, { state: 'container' }, () => null);
        break;
      case 'message': {
        const header = new LazyMessageHeader(entity.children[0]?.block ?? entity.block);
        this.#add(entity, { state: 'message', header }, () => this.#body(entity), header.problems());
        break;
      }
      case 'encoded-message':
        this.#readEncodedMessage(entity);
        break;
      case 'unread':
        this.#addUnread(entity, OVER_PARTS);
        break;
      case 'leaf':
        this.#readLeaf(entity);
    }
    for (const child of entity.children) this.read(child);
  }

  #readEncodedMessage(entity: Entity): void {
    const { allowance, extract } = this.#context;
    const { bytes, problem } = this.#decode(entity);
    const buffer = asBuffer(bytes);
    const top = readStructure(buffer, entity.path, entity.depth + 1, allowance);
    const header = new LazyMessageHeader(top.block);
    this.#add(entity, { state: 'message', header }, () => this.#decode(entity).bytes, this.#flags(entity, problem));
    for (const part of readParts(top, { buffer, allowance, extract, placed: false })) this.parts.push(part);
  }

  #readLeaf(entity: Entity): void {
    const { header, bodyStart, bodyEnd } = entity;
    if (decodedSizeLimit(bodyEnd - bodyStart, header.encoding) > this.#context.allowance.budget.partBytes) {
      this.#addUnread(entity, 'larger than the budget for one part allows; raise it to read the part');
      return;
    }
    const isPlain = header.type.mediaType === 'text/plain' || header.type.mediaType.startsWith('multipart/');
    if (!isPlain) {
      this.#readByExtractor(entity, null);
      return;
    }
    const { bytes, problem } = this.#decode(entity);
    if (READ_BY_OTHERS.some((magic) => magic.every((byte, index) => bytes[index] === byte)))
      this.#readByExtractor(entity, bytes);
    else this.#readPlain(entity, bytes, problem);
  }

  #readPlain(entity: Entity, bytes: Uint8Array, problem: ProblemCode | null): void {
    const { text, files, problems } = readPlainText(bytes, entity.header);
    this.#add(
      entity,
      { state: 'text', text },
      () => this.#decode(entity).bytes,
      this.#flags(entity, problem, ...problems),
    );
    const names = memberNames(files.map(({ name }) => name));
    for (const [index, file] of files.entries()) {
      const isAllowed = this.#context.allowance.takePart();
      this.#readEmbeddedFile(entity, file, names[index] ?? file.name, isAllowed);
      if (!isAllowed) return;
    }
  }

  #readByExtractor(entity: Entity, decoded: Uint8Array | null): void {
    const faults: ProblemCode[] = [];
    let bytes: Uint8Array | null = decoded;
    const decode = (): Uint8Array => {
      if (bytes !== null) return bytes;
      const { bytes: fresh, problem } = this.#decode(entity);
      if (problem !== null) faults.push(problem);
      bytes = fresh;
      return fresh;
    };
    const text = (): Uint8Array => {
      const { utf8, problems } = toUtf8(decode(), entity.header);
      for (const code of problems) if (!faults.includes(code)) faults.push(code);
      return utf8;
    };
    const { type, charset, fileName } = entity.header;
    const role = this.#leafRole(entity);
    const leaf = this.#leaf(entity, { mediaType: type.mediaType, charset, fileName, role, bytes: decode, text });
    const { content, members, problems } = this.#context.extract(leaf);
    this.#add(entity, content, () => this.#decode(entity).bytes, [
      ...this.#flags(entity, null, ...faults),
      ...problems,
    ]);
    for (const member of members) this.parts.push(member);
  }

  /** A file found in a text body becomes a member of the text's part, unread where it is one too many. */
  #readEmbeddedFile(entity: Entity, file: EmbeddedFile, name: string, isAllowed: boolean): void {
    const bytes = () => file.bytes;
    const mediaType = 'application/octet-stream';
    const about = { mediaType, charset: null, fileName: file.name, role: 'attachment' as const, bytes };
    const place = { path: entity.path, member: [name], contentId: null, headerSpan: null, bodySpan: null };
    if (!isAllowed) {
      const content: PartContent = { state: 'unread', reason: 'over-budget', detail: OVER_PARTS };
      this.parts.push({ ...about, ...place, content, problems: [{ code: 'too-many-parts', offset: -1 }] });
      return;
    }
    const leaf = this.#leaf(entity, { ...about, text: () => toUtf8(file.bytes, entity.header).utf8 });
    const { content, members, problems }: Extraction = this.#context.extract(leaf);
    this.parts.push({ ...about, ...place, content, problems });
    for (const member of members) this.parts.push({ ...member, member: [name, ...member.member] });
  }

  #leaf(entity: Entity, about: Omit<LeafPart, 'path' | 'depth' | 'allowance'>): LeafPart {
    return { ...about, path: entity.path, depth: entity.depth, allowance: this.#context.allowance };
  }

  #leafRole(entity: Entity): LeafPart['role'] {
    const role = this.#roles.get(entity);
    return role === undefined || role === 'container' ? 'attachment' : role;
  }

  #addUnread(entity: Entity, detail: string): void {
    this.#add(entity, { state: 'unread', reason: 'over-budget', detail }, () => this.#decode(entity).bytes);
  }

  #add(
    entity: Entity,
    content: PartContent,
    bytes: () => Uint8Array | null,
    more: readonly Problem[] = NO_PROBLEMS,
  ): void {
    const { path, header, headerStart, bodyStart, bodyEnd, problems } = entity;
    const { placed } = this.#context;
    const all = more.length === 0 ? problems : [...problems, ...more];
    this.parts.push({
      path,
      member: NO_MEMBERS,
      role: this.#roles.get(entity) ?? 'attachment',
      mediaType: header.type.mediaType,
      charset: header.charset,
      fileName: header.fileName,
      contentId: header.contentId,
      headerSpan: placed ? [headerStart, bodyStart] : null,
      bodySpan: placed ? [bodyStart, bodyEnd] : null,
      content,
      bytes,
      problems: placed ? all : all.map(({ code }) => ({ code, offset: -1 })),
    });
  }

  #flags(entity: Entity, ...codes: readonly (ProblemCode | null)[]): readonly Problem[] {
    const problems: Problem[] = [];
    for (const code of codes) if (code !== null) problems.push({ code, offset: entity.bodyStart });
    return problems.length === 0 ? NO_PROBLEMS : problems;
  }

  #body({ bodyStart, bodyEnd }: Entity): Buffer {
    return this.#context.buffer.subarray(bodyStart, bodyEnd);
  }

  #decode(entity: Entity): ReturnType<typeof decodeTransfer> {
    return decodeTransfer(this.#body(entity), entity.header.encoding);
  }
}

const NO_PROBLEMS: readonly Problem[] = [];
const NO_MEMBERS: readonly string[] = [];
