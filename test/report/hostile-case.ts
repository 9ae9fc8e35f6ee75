import type { Case } from '../../src/case/index.ts';
import { buildWork } from '../../src/response/index.ts';
import { storeReview } from '../../src/review/index.ts';
import { caseWithPlaces } from '../response/work-case.ts';

/** What evidence could say to break out of a page, a table or a reading direction. Each begins with a word to find it by. */
export const HOSTILE = [
  'SCRIPT<script>alert(1)</script>',
  'IMAGE"><img src=x onerror=alert(1)>',
  "QUOTE' onmouseover='alert(1)",
  'TURNED\u202egnp.exe\u202c\u061c\u2067',
  'PIPE | one | two |\n| --- |',
  'LINK [click](javascript:alert(1)) <https://evil.example> https://evil.example/a www.evil.example',
  'MARKUP **bold** _it_ `code` # head ~~gone~~ ![x](http://evil.example/pixel.png)',
  'ENTITY &lt;b&gt; &amp; &#60;i&#62;',
  'FORMULA =HYPERLINK("http://evil.example")',
  'BREAK\n# heading\n<h1>no</h1>\n- item',
  'ESCAPE\u001b[31mred\u0007\u0000\u009b',
] as const;

/** A case whose every shown text is hostile. */
export async function hostileCase(): Promise<Awaited<ReturnType<typeof caseWithPlaces>>> {
  const kase = await caseWithPlaces(
    HOSTILE.map((text, index) => ({
      value: `value-${index}`,
      principal: text,
      host: text,
      from: text,
      theft: '2024-02-05T00:00:00.000Z',
    })),
  );
  kase.store.run("UPDATE occurrences SET validity_reason = principal, preview = principal || '…'");
  buildWork(kase, []);
  for (const [index, text] of HOSTILE.entries()) plantRows(kase, index, text);
  storeReview(kase, {
    findings: HOSTILE.map((text, index) => finding(index, text)),
    coverage: HOSTILE.map((text, index) => ({
      id: `cov-000000000${index}@2024-03-01`,
      principal: text,
      source: 'ual',
      day: '2024-03-01',
      state: 'gap',
      reason: text,
      tenantRecords: 0,
      principalRecords: 0,
      findings: [],
    })),
  });
  return kase;
}

function plantRows(kase: Case, index: number, text: string): void {
  kase.store.run(
    "INSERT INTO stolen VALUES (?, 'missing', 'none', '[]', ?, ?, ?, NULL, NULL, 1)",
    ...[`hostile-${index}`, text, text, text],
  );
  kase.store.run(
    'INSERT INTO retrieval_tasks VALUES (?, ?, ?, NULL, ?, ?)',
    ...[`task-${index}`, `hostile-${index}`, text, JSON.stringify([text]), text],
  );
  kase.store.run(
    "INSERT INTO losses (id, source_id, level, reason, detail, part, member, start, stop) VALUES (?, 'inbox', 'part', 'encrypted', ?, '1', ?, ?, ?)",
    ...[`loss-${index}`, text, JSON.stringify([text]), index, index],
  );
}

function finding(index: number, text: string) {
  return {
    id: `finding-${index}`,
    detection: text,
    title: text,
    severity: 'high',
    attack: [],
    answer: 'raised',
    principal: text,
    mailbox: null,
    application: text,
    from: null,
    until: null,
    ip: text,
    count: 1,
    sources: ['ual'],
    days: [],
    mailAccess: false,
    summary: { rule_name: text },
    eventIds: [],
  } as const;
}
