import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { msgBytes } from '../evidence/compound-builder.ts';
import { mapiObject } from '../evidence/mapi-builder.ts';
import { note, storeBytes } from '../evidence/pst-generated.ts';
import { writeTar } from '../evidence/tar-fixture.ts';
import { attribute, list, text16, tnef } from '../evidence/tnef-fixture.ts';
import { writeZip } from '../evidence/zip-fixture.ts';

/** What each credential of the store is, by the account it is stated for. */
export const SECRETS = {
  alice: 'Kestrel_Anvil-5371!',
  robert: 'Grackle-Sorrel5199',
  caroline: 'Thistle-Grommet5562',
} as const;

const says = (who: keyof typeof SECRETS) => ({
  body: { text: `The password for ${who}@agency.example is ${SECRETS[who]}` },
});

/** A store with a credential in a folder, in one below it, in a deleted message, and in an archive in a message in a message. */
export function store(): Buffer {
  const keys = writeZip([{ name: 'env/prod.env', data: 'DB_PASSWORD=Walrus+Trellis1171\n' }]);
  const inner = note('inner', { attachments: [{ kind: 'file', name: 'keys.zip', bytes: keys }] });
  const messages = [
    note('hello', says('alice')),
    note('gone', { ...says('robert'), fate: 'deleted' }),
    note('with', { attachments: [{ kind: 'message', name: 'fwd', message: inner }] }),
  ];
  const projects = { name: 'Projects', messages: [note('deep', says('caroline'))], overcount: 1 };
  return storeBytes('unicode', [{ name: 'Inbox', messages, folders: [projects] }]);
}

/** A note that states a password for an account of its own. */
const msg = (number: number) =>
  msgBytes(
    mapiObject({
      properties: {
        26: 'IPM.Note',
        55: `note ${number}`,
        4096: `The password for desk${number}@agency.example is Vermilion!Otter-441${number}`,
        4149: `<m${number}@agency.example>`,
      },
    }),
  );

const winmail = () =>
  tnef(
    attribute(
      1,
      0x69003,
      list(text16(0x37, 'tnef'), text16(0x1000, 'The password for desk9@agency.example is Mallow_Turbine!3306')),
    ),
  );

/** Writes one file of each kind, each with credentials, in a folder that is there. */
export function writeKinds(folder: string): void {
  const files: Readonly<Record<string, Buffer>> = {
    'a.pst': store(),
    'store.tar.gz': gzipSync(writeTar([{ name: 'team/a.pst', data: store() }])),
    'one.msg': msg(1),
    'winmail.dat': winmail(),
    'notes.zip': writeZip([
      { name: 'in/1.msg', data: msg(1) },
      { name: 'in/2.msg', data: msg(2) },
      { name: 'locked.msg', data: 'x', flags: 1, packed: Buffer.alloc(40, 'locked') },
    ]),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
}
