import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Message, openEvidence } from '../../src/evidence/index.ts';

const MAIL = '../shared/corpora/mail';
const MODULES = `${MAIL}/tika/tika-parsers/tika-parsers-standard/tika-parsers-standard-modules`;
const TIKA = `${MODULES}/tika-parser-microsoft-module/src/test/resources/test-documents`;
const MSG = `${MAIL}/msgreader/test`;

async function messagesOf(path: string): Promise<readonly Message[]> {
  return await Array.fromAsync(openEvidence(path));
}

const fieldsOf = (message: Message | undefined) =>
  message?.parts.flatMap(({ content, role, path }) =>
    content.state === 'text' && role === 'body' && path === '2'
      ? Buffer.from(content.text.utf8).toString().trim().split(/\r?\n/)
      : [],
  );

// Skipped where the shared corpora are absent.
describe.skipIf(!existsSync(MSG))('MAPI objects of the corpora', () => {
  it('a contact says the same in 8-bit text and in Unicode', async () => {
    const [unicode] = await messagesOf(`${MSG}/contactUnicode.msg`);
    const [ansi] = await messagesOf(`${MSG}/contactAnsi.msg`);
    expect(fieldsOf(unicode)).toContain('Mobile phone: 080-0001-0001');
    expect(fieldsOf(unicode)).toContain('Business country: 日本');
    expect(fieldsOf(ansi)?.slice(0, 10)).toEqual(fieldsOf(unicode)?.slice(0, 10));
  });

  it('a series says when, and its exceptions are messages of their own', async () => {
    const [series] = await messagesOf(`${MSG}/Friday Lunch.msg`);
    expect(fieldsOf(series)).toContain('Time zone of the start: Tokyo Standard Time');
    expect(fieldsOf(series)).toContain('Start: 2023-01-06 03:00:00 UTC');
    const embedded = series?.parts.filter(({ content }) => content.state === 'message').map(({ path }) => path);
    expect(embedded).toEqual(['3', '4']);
  });

  it('an embedded message of a PST, and the document attached to it', async () => {
    const messages = await messagesOf(`${TIKA}/testPST.pst`);
    const outer = messages.find(({ header }) => header.subject === 'FW: First email');
    const inner = outer?.parts.find(({ path }) => path === '2')?.content;
    expect(inner?.state === 'message' && inner.header.subject).toBe('First email');
    expect(outer?.parts.find(({ path, member }) => path === '2.2' && member.length === 0)?.fileName).toBe(
      'attachment.docx',
    );
    const attached = outer?.parts.find(({ path, member }) => path === '2.2' && member.length === 0)?.content;
    expect(attached?.state === 'text' && Buffer.from(attached.text.utf8).toString()).toContain(
      'This is a docx attachment.',
    );
  });

  it('the recipients of all kinds', async () => {
    const [message] = await messagesOf(`${MSG}/Subject.msg`);
    expect(message?.header).toMatchObject({
      to: [{ name: 'ToUser', address: 'to@example.com' }],
      cc: [{ name: 'ToCc', address: 'cc@example.com' }],
      bcc: [{ name: 'ToBcc', address: 'bcc@example.com' }],
    });
  });
});
