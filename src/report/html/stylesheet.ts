/** The style of a report: no font, image or script is fetched; colours pass WCAG 2.1 AA on white; it prints. */
export const STYLESHEET = `
:root { --ink: #1b1b1b; --quiet: #4b5560; --line: #c9ced6; --wash: #f4f6f8; --accent: #1a4480; --good: #1d6b35; --bad: #a81c1c; --warn: #7a4b00; }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--ink); background: #fff; margin: 0; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem 1rem; outline: 3px solid var(--accent); }
header.page { background: var(--accent); color: #fff; padding: 2rem 0 1.5rem; }
header.page .wrap > * { margin: .2rem 0; } header.page h1 { font-size: 1.9rem; line-height: 1.2; }
.wrap { max-width: 90rem; margin: 0 auto; padding: 0 1.5rem; }
main { padding-bottom: 4rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .5rem; border-bottom: 2px solid var(--accent); padding-bottom: .25rem; }
h3 { font-size: 1.05rem; margin: 0 0 .25rem; }
a { color: var(--accent); } header.page a { color: #fff; }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid #c05600; outline-offset: 2px; }
.summary { font-size: 1.1rem; background: var(--wash); border-left: 6px solid var(--accent); padding: 1rem 1.5rem; margin: 1.5rem 0; }
.summary p { margin: .35rem 0; }
.actions { list-style: none; padding: 0; display: grid; gap: .9rem; }
.action { border: 1px solid var(--line); border-left-width: 6px; padding: .9rem 1.1rem; }
.action p { margin: .3rem 0; } .action blockquote { margin: .3rem 0; padding-left: .8rem; border-left: 3px solid var(--line); color: var(--quiet); }
.action.overdue { border-left-color: var(--bad); } .action.done { border-left-color: var(--good); } .action.due, .action.immediate { border-left-color: var(--warn); }
.badge { display: inline-block; font-size: .85rem; font-weight: 700; padding: .05rem .55rem; border: 2px solid currentColor; border-radius: 1rem; margin-right: .5rem; }
.badge.overdue { color: var(--bad); } .badge.done { color: var(--good); } .badge.due, .badge.immediate { color: var(--warn); } .badge.to-be-agreed, .badge.not-applicable, .badge.closed { color: var(--quiet); }
.figures { display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; list-style: none; padding: 0; margin: .4rem 0 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; color: var(--quiet); padding: .3rem 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
td { min-width: 7rem; } td.number { min-width: 0; }
th { background: var(--wash); white-space: nowrap; overflow-wrap: normal; } td.number { text-align: right; font-variant-numeric: tabular-nums; } td.lines { white-space: pre-line; }
code { font: .92em ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
footer { border-top: 2px solid var(--line); margin-top: 3rem; padding-top: 1rem; color: var(--quiet); font-size: .9rem; }
@media print { body { font-size: 10pt; } header.page { background: none; color: #000; border-bottom: 2px solid #000; padding: 0 0 .5rem; } header.page a { color: #000; } nav, .skip { display: none; } .wrap { max-width: none; padding: 0; } .scroll { overflow: visible; } tr, .action { break-inside: avoid; } thead { display: table-header-group; } @page { margin: 15mm; size: A4 landscape; } }
`;
