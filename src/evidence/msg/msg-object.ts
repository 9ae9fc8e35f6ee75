import type { MapiObject } from '../mapi/mapi-object.ts';
import type { NamedProperties } from '../mapi/named-properties.ts';
import type { Compound, CompoundEntry } from '../ole/compound.ts';
import type { Shortfall } from '../shortfall.ts';
import { attachmentContent, objectLoss } from './msg-attachment.ts';
import { readNamedProperties } from './named-properties.ts';
import { type Holder, PROPERTY_STREAM } from './property-entries.ts';
import { readStorageProperties } from './storage-properties.ts';

/** The class of a message's root storage ([MS-OXMSG] §2.2). */
const MESSAGE_CLASS_ID = '00020d0b-0000-0000-c000-000000000046';
/** `__recip_version1.0_#` and `__attach_version1.0_#` with a number: in damaged files as long, and as much of it as tells them apart. */
const RECIPIENT = /^.{19}#([0-9A-F]{8})$/is;
const ATTACHMENT = /^.{20}#([0-9A-F]{8})$/is;

/** Whether a compound file is an Outlook message or template: its root's class says so, or what stands in the root. */
export function isMsg({ root, child }: Compound): boolean {
  return root.classId === MESSAGE_CLASS_ID || child(root, PROPERTY_STREAM) !== null;
}

/**
 * Reads an Outlook message or template ([MS-OXMSG]) for which `isMsg`. Values and attachments stay where they are until asked for.
 * @param mostBytes a longer value of a property is not read.
 */
export function readMsg(compound: Compound, mostBytes: number): MapiObject {
  return new MsgReader(compound, readNamedProperties(compound), mostBytes).read();
}

class MsgReader {
  readonly #compound: Compound;
  readonly #names: NamedProperties;
  readonly #mostBytes: number;

  constructor(compound: Compound, names: NamedProperties, mostBytes: number) {
    this.#compound = compound;
    this.#names = names;
    this.#mostBytes = mostBytes;
  }

  read(): MapiObject {
    const { root, shortfall } = this.#compound;
    const object = this.#object(root, 'message');
    return shortfall === null ? object : { ...object, shortfalls: [shortfall, ...object.shortfalls] };
  }

  #object(storage: CompoundEntry, holder: 'message' | 'embedded'): MapiObject {
    const { properties, counts, shortfalls } = this.#properties(storage, holder, 'the message');
    const recipients = this.#numbered(storage, RECIPIENT).map((one, index) =>
      this.#properties(one, 'recipient', `recipient ${index + 1}`),
    );
    const attachments = this.#numbered(storage, ATTACHMENT).map((one, index) => ({
      storage: one,
      ...this.#properties(one, 'attachment', `attachment ${index + 1}`),
    }));
    return {
      properties,
      ...this.#names,
      recipients: recipients.map((recipient) => recipient.properties),
      attachments: attachments.map((attachment) => ({
        properties: attachment.properties,
        open: () => attachmentContent(this.#compound, attachment, this.#embedded),
      })),
      shortfalls: [
        ...shortfalls,
        ...[...recipients, ...attachments].flatMap((one) => one.shortfalls),
        ...attachments.flatMap(({ storage }, index) => objectLoss(this.#compound, storage, index + 1)),
        ...missing('recipient', counts?.recipients ?? 0, recipients.length),
        ...missing('attachment', counts?.attachments ?? 0, attachments.length),
      ],
    };
  }

  readonly #embedded = (storage: CompoundEntry): MapiObject => this.#object(storage, 'embedded');

  #properties(storage: CompoundEntry, holder: Holder, subject: string) {
    return readStorageProperties(this.#compound, storage, holder, subject, this.#mostBytes);
  }

  /** The storages whose names match, by the number in them. */
  #numbered(storage: CompoundEntry, name: RegExp): readonly CompoundEntry[] {
    return this.#compound
      .children(storage)
      .flatMap((entry) => {
        const match = entry.kind === 'storage' ? name.exec(entry.name) : null;
        return match === null ? [] : [{ entry, number: Number.parseInt(match[1] ?? '', 16) }];
      })
      .toSorted((a, b) => a.number - b.number)
      .map(({ entry }) => entry);
  }
}

function missing(kind: 'recipient' | 'attachment', expected: number, found: number): readonly Shortfall[] {
  if (found >= expected) return [];
  const detail = `The file says ${expected} ${kind}s and holds ${found}; the others are lost. Ask its sender for another copy.`;
  return [{ reason: 'damaged', detail }];
}
