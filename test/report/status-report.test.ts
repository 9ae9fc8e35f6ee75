import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCase, viewCase } from '../../src/case/index.ts';
import type { Instant } from '../../src/core/index.ts';
import { buildStatus, freezeReport, REPORT_FORMATS, renderReport, type StatusReport } from '../../src/report/index.ts';
import { buildWork } from '../../src/response/index.ts';
import { caseWithPlaces } from '../response/work-case.ts';
import { HOSTILE, hostileCase } from './hostile-case.ts';

const NOW = '2024-04-08T13:00:00.000Z' as Instant;
let kase: Awaited<ReturnType<typeof hostileCase>>;
let report: StatusReport;

const statusOf = (of: typeof kase) =>
  buildStatus({ profile: of.profile, store: of.store, head: of.ledger.head() }, NOW, new Set());

beforeAll(async () => {
  kase = await hostileCase();
  const named = { ...kase.profile, organisation: HOSTILE.join(' ') };
  report = buildStatus({ profile: named, store: kase.store, head: kase.ledger.head() }, NOW, new Set());
});
afterAll(() => kase.remove());

interface Page {
  readonly tags: readonly { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[];
  readonly text: string;
}

function parsed(html: string): Page {
  const tags: { name: string; attributes: Record<string, string> }[] = [];
  let text = '';
  const parser = new Parser({
    onopentag: (name, attributes) => tags.push({ name, attributes }),
    ontext: (data) => {
      text += data;
    },
  });
  parser.end(html);
  return { tags, text };
}

const HARMLESS_TAGS =
  'html head meta title style body a header div nav main section h1 h2 h3 p ol ul li span blockquote strong table caption thead tbody tr th td code footer'.split(
    ' ',
  );

describe('the page', () => {
  const page = () => parsed(renderReport(report, 'html'));

  it('shows hostile text as text: no tag, attribute or address of it comes alive', () => {
    const { tags, text } = page();
    expect([...new Set(tags.map((tag) => tag.name))].filter((name) => !HARMLESS_TAGS.includes(name))).toEqual([]);
    const attributes = tags.flatMap((tag) => Object.keys(tag.attributes));
    expect(attributes.filter((name) => name.startsWith('on') || name === 'src')).toEqual([]);
    const links = tags.flatMap((tag) => tag.attributes.href ?? []);
    expect(links.filter((href) => !/^#[a-z]+$/.test(href))).toEqual([]);
    for (const wanted of ['SCRIPT<script>alert(1)</script>', 'IMAGE"><img src=x', 'ENTITY &lt;b&gt; &amp;'])
      expect(text).toContain(wanted);
  });

  it('holds nothing that turns text around or steers a terminal', () => {
    for (const format of ['html', 'md'] as const)
      expect(renderReport(report, format)).not.toMatch(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/,
      );
  });

  it('runs no script and fetches nothing', () => {
    const { tags } = page();
    const policy = tags.find((tag) => tag.attributes['http-equiv'] === 'Content-Security-Policy');
    expect(policy?.attributes.content).toBe("default-src 'none'; style-src 'unsafe-inline'");
    expect(renderReport(report, 'html')).not.toMatch(/url\(|@import/);
  });

  it('has for every figure the rows it counts, and for every link a place', () => {
    const { tags } = page();
    const ids = tags.flatMap((tag) => tag.attributes.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const figures = report.actions.flatMap((action) => action.figures);
    expect(figures.length).toBeGreaterThan(10);
    expect(figures.filter((figure) => !ids.includes(figure.rows))).toEqual([]);
    const links = tags.flatMap((tag) => tag.attributes.href ?? []);
    expect(links.filter((href) => !ids.includes(href.slice(1)))).toEqual([]);
  });

  it('can be read without eyes: language, title, one main heading, headings in order, tables with titles and column heads', () => {
    const { tags } = page();
    expect(tags.find((tag) => tag.name === 'html')?.attributes.lang).toBe('en');
    expect(tags.filter((tag) => tag.name === 'title')).toHaveLength(1);
    const levels = tags.flatMap((tag) => (/^h[1-6]$/.test(tag.name) ? [Number(tag.name[1])] : []));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, at) => at === 0 || level <= (levels[at - 1] ?? 0) + 1)).toBe(true);
    const count = (name: string) => tags.filter((tag) => tag.name === name).length;
    expect(count('table')).toBeGreaterThanOrEqual(5);
    expect(count('caption')).toBe(count('table'));
    expect(tags.filter((tag) => tag.name === 'th' && tag.attributes.scope === undefined)).toEqual([]);
    expect(tags.filter((tag) => tag.attributes.role === 'region' && !tag.attributes['aria-label'])).toEqual([]);
    expect(count('main')).toBe(1);
    expect(tags.find((tag) => tag.name === 'body')).toBeDefined();
    expect(tags[tags.findIndex((tag) => tag.name === 'body') + 1]?.attributes).toMatchObject({ href: '#main' });
  });
});

describe('the Markdown', () => {
  it('keeps every table whole: as many cells in each row as in its head', () => {
    const lines = renderReport(report, 'md').split('\n');
    const rows = lines.filter((line) => line.startsWith('|'));
    expect(rows.length).toBeGreaterThan(5 * HOSTILE.length);
    const cells = (line: string) => line.replace(/\\\\|\\\|/g, '').split('|').length;
    let head = 0;
    for (const [at, line] of lines.entries()) {
      if (!line.startsWith('|')) continue;
      if (!lines[at - 1]?.startsWith('|')) head = cells(line);
      expect(cells(line), line).toBe(head);
    }
  });

  it('lets no text become markup, a link or a heading', () => {
    const text = renderReport(report, 'md').replace(/\\[!-/:-@[-`{-~]/g, '');
    const ours = /<a id="[a-z]+"><\/a>|<br>|\(\[[a-z]+\]\(#[a-z]+\)\)|^(?:#{1,3} |> )/gm;
    const rest = text.replace(ours, '');
    expect(rest).not.toMatch(/<[a-z/!]|\]\(|https?:\/\/|www\.|^#/im);
    expect(text.split('\n').filter((line) => /^# /.test(line))).toHaveLength(1);
    expect(text).toMatch(/&amp;lt;b&amp;gt;/);
  });

  it('has the section of every figure', () => {
    const text = renderReport(report, 'md');
    for (const figure of report.actions.flatMap((action) => action.figures))
      expect(text).toContain(`<a id="${figure.rows}"></a>`);
  });
});

describe('the JSON', () => {
  it('is the report, whole', () => {
    expect(JSON.parse(renderReport(report, 'json'))).toEqual(JSON.parse(JSON.stringify(report)));
    expect(JSON.parse(renderReport(report, 'json')).credentials).toHaveLength(HOSTILE.length);
  });
});

describe('every rendering', () => {
  it.each(REPORT_FORMATS)('%s is the same for the same report, and carries the ledger head', (format) => {
    const text = renderReport(report, format);
    expect(renderReport(report, format)).toBe(text);
    expect(text).toContain(report.ledger.hash);
    expect(report.ledger).toEqual(kase.ledger.head());
  });

  it('is frozen with its hash in the ledger, and fails verification once it is changed or gone', () => {
    const before = kase.ledger.head().seq;
    const frozen = REPORT_FORMATS.map((format) => freezeReport(kase, 'status', format, renderReport(report, format)));
    expect(kase.ledger.head().seq).toBe(before + 3);
    expect(frozen.map((one) => one.path)).toEqual([
      expect.stringMatching(/^reports\/2024-04-08-status-[0-9a-f]{12}\.html$/),
      expect.stringMatching(/\.md$/),
      expect.stringMatching(/\.json$/),
    ]);
    const reports = () => [...verifyCase(viewCase(kase.folder))].filter((check) => check.what === 'report');
    expect(reports().map((check) => check.ok)).toEqual([true, true, true]);
    appendFileSync(join(kase.folder, frozen[1]?.path ?? ''), ' ');
    rmSync(join(kase.folder, frozen[2]?.path ?? ''));
    expect(reports().map((check) => check.ok)).toEqual([true, false, false]);
  });
});

describe('the summary', () => {
  it('does not call an action overdue that is done on evidence', async () => {
    const one = await caseWithPlaces([{ value: 'Harbour!Lamp42', theft: null }]);
    buildWork(one, []);
    const lateStatus = () =>
      buildStatus(
        { profile: one.profile, store: one.store, head: one.ledger.head() },
        '2024-06-01T12:00:00.000Z' as Instant,
        new Set(),
      );
    one.store.run("UPDATE credentials SET application_id = 'app-1'");
    const open = lateStatus();
    one.store.run(
      "INSERT INTO proofs SELECT id, 'reset', 'password-changed', NULL, 'directory', 'password changed' FROM credentials",
    );
    const closed = lateStatus();
    one.remove();
    const late = (status: StatusReport) =>
      status.actions.filter((action) => action.clock.state === 'overdue').map((action) => action.clock.title);
    const done = closed.actions.filter((action) => action.clock.state === 'done').map((action) => action.clock.title);
    const wasLate = done.filter((title) => late(open).includes(title));
    expect(wasLate.length).toBeGreaterThan(0);
    for (const title of wasLate) {
      expect(open.summary.join(' ')).toContain(title);
      expect(closed.summary.join(' ')).not.toContain(title);
    }
  });
});

describe('a case that knows nothing yet', () => {
  it('has no action done on evidence that is not there', async () => {
    const empty = await caseWithPlaces([]);
    const status = statusOf(empty);
    empty.remove();
    expect(status.actions.filter((action) => action.clock.state === 'done')).toEqual([]);
    expect(status.summary.join(' ')).toMatch(/nothing is known to be stolen.*have not been reviewed/);
    for (const format of REPORT_FORMATS) expect(renderReport(status, format).length).toBeGreaterThan(1000);
  });
});
