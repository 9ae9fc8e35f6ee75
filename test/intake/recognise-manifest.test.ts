import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recogniseManifest } from '../../src/intake/index.ts';

const graph = JSON.stringify({
  value: [{ internetMessageId: '<a@x>', subject: 's', createdDateTime: '2024-01-01T00:00:00Z' }],
});

describe('recogniseManifest', () => {
  it.each([
    ['Items.csv', 'Item Id,Internet Message Id,Subject/Title,Sender/Author,Size\n1,<a@x>,s,b@v.example,3\n'],
    [
      'Results.csv',
      'Subject or Title,Sender or Created by,Recipients in To line,Sent,Size (KB)\ns,b@v.example,a@a.example,4/30/2024 11:59:00 PM,3\n',
    ],
    ['a header alone', 'Message ID,From,Subject,Sent\n'],
    ['Graph messages', graph],
    ['NDJSON', '{"internetMessageId":"<a@x>"}\n{"internetMessageId":"<b@x>"}\n'],
    ['bare ids', '<a@x>\n<b@x>\n'],
    ['hashes', 'EDRM MIH\n1de319c276884bd0c9e2f1621ada26cc\n'],
  ])('%s is a manifest', async (_, text) => {
    expect(await recogniseManifest(Buffer.from(text))).toBe('manifest');
    expect(await recogniseManifest(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe('manifest');
  });

  it.each([
    ['plain addresses', 'bob@v.example\ncarol@v.example\n'],
    ['addresses and domains', '# robbed\n@v.example\nbob@w.example\n*.x.example\n'],
    ['CSV with dates', 'address,from,until\nbob@v.example,2024-01-01,\n'],
    ['CSV of domains', 'Domain,Since\nv.example,2024-01-01\n'],
    ['JSON', '{"compromised":[{"account":"bob@v.example","aliases":["b@v.example"]}]}'],
  ])('%s is a list of accounts', async (_, text) => {
    expect(await recogniseManifest(Buffer.from(text))).toBe('accounts');
  });

  it.each([
    ['nothing', ''],
    ['prose', 'Hello,\nplease write to bob@v.example.\nThanks, Alice\n'],
    ['an mbox', 'From bob@v.example Mon Jan  1 10:00:00 2024\nFrom: bob@v.example\n\nHi\n'],
    ['a message', 'Received: from a.example, by b.example\nFrom: bob@v.example\nTo: alice@a.example\n\nHi\n'],
    [
      'the audit log',
      'RecordId,CreationDate,RecordType,Operation,UserId,AuditData\n1,2024-01-01,50,MailItemsAccessed,bob@v.example,"{}"\n',
    ],
    [
      'a sign-in log',
      '{"value":[{"id":"1","createdDateTime":"2024-01-01T00:00:00Z","userPrincipalName":"bob@v.example","appId":"x","ipAddress":"1.1.1.1"}]}',
    ],
    [
      'a message trace',
      'MessageTraceId,Received,SenderAddress,RecipientAddress,Subject,Status,MessageId\n1,2024-01-01,b@v.example,a@a.example,s,Delivered,<a@x>\n',
    ],
    ['a directory', 'userPrincipalName,displayName,accountEnabled\nbob@v.example,Bob,True\n'],
    ['contacts', 'Name,Email\nBob,bob@v.example\n'],
    ['passwords', 'email,password\nbob@v.example,hunter2\n'],
    ['file names', 'report.docx\nplan.xlsx\nnotes.txt\n'],
    ['a table', 'colour,shape\nred,round\n'],
    ['HTML', '<html><body>bob@v.example</body></html>\n<p>x</p>'],
    ['zeros', '\u0000\u0000\u0000\u0000\u0000\u0000'],
    ['broken JSON', '{"a":[{"b"'],
  ])('%s is neither', async (_, text) => {
    expect(await recogniseManifest(Buffer.from(text))).toBeNull();
  });
});

const CORPORA = '../shared/corpora';
const FOLDERS = ['logs', 'prose', 'sigma', 'mail/spamassassin/hard-ham-1', 'mail/stalwart', 'mail/tika'];

describe.skipIf(!existsSync(CORPORA))('real files', () => {
  it('of other kinds are neither', async () => {
    const taken: string[] = [];
    for (const folder of FOLDERS) {
      for (const file of readdirSync(join(CORPORA, folder), { recursive: true, encoding: 'utf8' })) {
        const path = join(CORPORA, folder, file);
        if (!statSync(path).isFile()) continue;
        const kind = await recogniseManifest(readFileSync(path).subarray(0, 65_536));
        if (kind !== null) taken.push(`${path} ${kind}`);
      }
    }
    expect(taken).toEqual([]);
  });
});
