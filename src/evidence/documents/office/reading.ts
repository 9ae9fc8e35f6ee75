import type { Shortfall } from '../../shortfall.ts';
import type { Piece } from '../document-reader.ts';
import { Flow } from './flow/flow.ts';
import { MarkupReader } from './markup/markup-reader.ts';
import type { OfficeText } from './office-text.ts';
import type { OfficePackage, PackagePart, PartBytes } from './package/package-part.ts';
import { type Relationship, readRelationships, relationshipsName } from './package/relationships.ts';
import { readXml, rootName } from './xml/read-xml.ts';
import type { XmlHandler } from './xml/xml-handler.ts';

/** A document being read: its package, its text so far, and what of the package is still to be told. */
export class Reading {
  readonly office: OfficePackage;
  readonly out: OfficeText;
  /** Addresses outside that were told. */
  readonly told = new Set<string>();
  /** Files that stand in parts which are read as text. */
  readonly files: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  /** What could not be read. */
  readonly unread: Piece[] = [];
  /** A part that was looked at and will be read next. */
  #held: { readonly part: PackagePart; readonly read: PartBytes } | null = null;
  readonly #done = new Set<PackagePart>();
  readonly #links = new Map<string, ReadonlyMap<string, Relationship>>();

  constructor(office: OfficePackage, out: OfficeText) {
    this.office = office;
    this.out = out;
  }

  /** Whether a part was read, or needs not be. */
  isDone(part: PackagePart): boolean {
    return this.#done.has(part);
  }

  /** Notes that a part needs not be read. */
  pass(part: PackagePart | null): void {
    if (part !== null) this.#done.add(part);
  }

  /** A part's outermost element; empty where it has none, or nothing of it can be read. */
  root(part: PackagePart): string {
    const { bytes } = this.#read(part);
    return bytes === null ? '' : rootName(bytes);
  }

  /** A part's bytes; null, and why in `unread`, where nothing could be read. What is missing of it is in `unread` too. */
  bytes(part: PackagePart): Uint8Array | null {
    this.#done.add(part);
    const { bytes, shortfall } = this.#read(part);
    this.#held = null;
    if (shortfall !== null) this.lose(part.name, shortfall);
    return bytes;
  }

  lose(name: string | null, shortfall: Shortfall): void {
    this.unread.push({ type: 'unread', name, shortfall });
  }

  /** Reads a part, where it is there and was not read. */
  xml(part: PackagePart | null, handler: XmlHandler): void {
    if (part === null || this.isDone(part) || this.out.isFull) return;
    const bytes = this.bytes(part);
    if (bytes !== null) readXml(bytes, handler);
  }

  /** The relationships of a part by id. */
  linksOf(name: string): ReadonlyMap<string, Relationship> {
    const known = this.#links.get(name.toLowerCase());
    if (known !== undefined) return known;
    const part = this.office.find(relationshipsName(name));
    const bytes = part === null ? null : this.bytes(part);
    const links = bytes === null ? NO_LINKS : readRelationships(bytes, name);
    this.#links.set(name.toLowerCase(), links);
    return links;
  }

  /** A part that another one is related to in this way; null where there is none. */
  related(name: string, kind: string): PackagePart | null {
    return this.allRelated(name, kind)[0] ?? null;
  }

  allRelated(name: string, kind: string): readonly PackagePart[] {
    const links = [...this.linksOf(name).values()].filter((link) => link.kind === kind && !link.isExternal);
    return links.map((link) => this.office.find(link.target)).filter((part) => part !== null);
  }

  /** A reader of WordprocessingML or DrawingML for a part. */
  markup(part: PackagePart, flow: Flow, leavesPlaceholders = false): MarkupReader {
    return new MarkupReader({ flow, links: this.linksOf(part.name), told: this.told, leavesPlaceholders });
  }

  /** Reads a part in WordprocessingML or DrawingML whose text stands in this place. */
  markupIn(part: PackagePart, place: string, isHidden = false, leavesPlaceholders = false): void {
    if (this.isDone(part)) return;
    const flow = new Flow(this.out);
    flow.enter(place, isHidden);
    this.xml(part, this.markup(part, flow, leavesPlaceholders));
    flow.finish();
  }

  #read(part: PackagePart): PartBytes {
    if (this.#held?.part === part) return this.#held.read;
    const read = this.office.read(part);
    this.#held = { part, read };
    return read;
  }
}

const NO_LINKS: ReadonlyMap<string, Relationship> = new Map();
