import { DIRECT_PARSERS } from '../../src/evidence/documents/readers.ts';
import { type Budget, DEFAULT_BUDGET, Key, type Parsers, type Part, readSource } from '../../src/evidence/index.ts';

/** How a test opens an attachment. */
interface Opening {
  readonly budget?: Partial<Budget>;
  /** Passwords to try, best first. */
  readonly passwords?: readonly string[];
  readonly parsers?: Parsers;
}

/** A file read as the attachment of a mail, by readers in this process unless others are given; its parts, the attachment itself first. */
export async function openedAttachment(bytes: Uint8Array, opening: Opening = {}): Promise<readonly Part[]> {
  const { passwords = [], budget = {}, parsers = DIRECT_PARSERS } = opening;
  const keys = passwords.map((password, index) => new Key(password, `password ${index}`));
  const mail = Buffer.from(`${HEAD}${Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\n')}\n`);
  const source = { path: '-', relative: 'mail.eml', size: -1 };
  const input = (async function* () {
    yield mail;
  })();
  const options = { parsers, budget: { ...DEFAULT_BUDGET, ...budget }, input, keys: () => keys };
  for await (const event of readSource(source, options)) if (event.type === 'message') return event.message.parts;
  throw new Error('the mail was read as something else than a message');
}

const HEAD = [
  'Received: from a.example by b.example; Mon, 1 Jan 2024 00:00:00 +0000',
  'From: a@a.example',
  'Subject: s',
  'MIME-Version: 1.0',
  'Content-Type: application/octet-stream; name="file"',
  'Content-Disposition: attachment; filename="file"',
  'Content-Transfer-Encoding: base64',
  '',
  '',
].join('\n');
