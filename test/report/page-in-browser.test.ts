import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '../../src/core/index.ts';
import { buildStatus, renderReport } from '../../src/report/index.ts';
import { type BrowserPage, CHROMIUM, openPage } from './chromium.ts';
import { hostileCase } from './hostile-case.ts';

const absent = !existsSync(CHROMIUM);
if (absent) console.warn(`SKIPPED: the report is not looked at in a browser, since there is no ${CHROMIUM}`);

/** Text whose contrast with what is behind it is under WCAG 2.1 AA: 4.5, or 3 where it is large. */
const POOR_CONTRAST = `(() => {
  const channel = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const behind = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const color = numbers(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const poor = new Set();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.textContent.trim() === '') continue;
    const style = getComputedStyle(node.parentElement);
    const [a, b] = [luminance(numbers(style.color)), luminance(behind(node.parentElement))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) poor.add(node.parentElement.tagName + '.' + node.parentElement.className + ' ' + ratio.toFixed(2));
  }
  return [...poor];
})()`;

interface AxNode {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
}

describe.skipIf(absent)('the page in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-page-'));
  let page: BrowserPage;
  beforeAll(async () => {
    const kase = await hostileCase();
    const view = { profile: kase.profile, store: kase.store, head: kase.ledger.head() };
    const html = renderReport(buildStatus(view, '2024-04-08T13:00:00.000Z' as Instant, new Set()), 'html');
    kase.remove();
    writeFileSync(join(folder, 'report.html'), html);
    page = await openPage(pathToFileURL(join(folder, 'report.html')).href);
  });
  afterAll(async () => {
    await page.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('asks for nothing but itself', () => {
    expect(page.requests.filter((url) => !url.endsWith('/report.html'))).toEqual([]);
  });

  it('has enough contrast everywhere', async () => {
    expect(await page.evaluate(POOR_CONTRAST)).toEqual([]);
  });

  it('gives every table, region and link a name to those who hear it, and headings a level', async () => {
    const { nodes } = (await page.send('Accessibility.getFullAXTree')) as { readonly nodes: readonly AxNode[] };
    const shown = nodes.filter((node) => !node.ignored);
    const role = (name: string) => shown.filter((node) => node.role?.value === name);
    expect(role('table').length).toBeGreaterThanOrEqual(5);
    expect(role('columnheader').length).toBeGreaterThan(30);
    expect(role('main')).toHaveLength(1);
    expect(role('navigation')).toHaveLength(1);
    const nameless = ['table', 'region', 'link', 'heading', 'navigation', 'columnheader'].flatMap((name) =>
      role(name).filter((node) => !node.name?.value),
    );
    expect(nameless).toEqual([]);
  });

  it.each([1280, 640, 320])('needs no scrolling sideways at %i pixels but in tables', async (width) => {
    await page.send('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: false });
    const sizes = await page.evaluate<readonly [number, number]>(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    );
    expect(sizes[0]).toBeLessThanOrEqual(sizes[1]);
  });

  it('lets every table that scrolls be reached by keyboard', async () => {
    const left = "[...document.querySelectorAll('.scroll')].filter((one) => one.tabIndex !== 0).length";
    expect(await page.evaluate(left)).toBe(0);
  });
});
