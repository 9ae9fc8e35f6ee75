import type { Random } from '../random.ts';

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The lines of one paragraph, quoted ones in a blockquote. */
function paragraph(block: string): string {
  const lines = block.split('\n');
  if (lines.every((line) => line.startsWith('>'))) {
    const inner = lines.map((line) => escapeHtml(line.replace(/^>+ ?/, ''))).join('<br>\n');
    return `<blockquote type="cite">${inner}</blockquote>`;
  }
  return `<p class="MsoNormal">${lines.map(escapeHtml).join('<br>\n')}</p>`;
}

/**
 * An HTML message as mail programs write it.
 * @param html a body written by hand; null to make one of the text.
 */
export function htmlPage(html: string | null, text: string, charset: string, random: Random): string {
  const font = random.pick(['Calibri, sans-serif', 'Arial, Helvetica, sans-serif', '"Segoe UI", sans-serif']);
  const body = html ?? text.split(/\n\n+/).map(paragraph).join('\n');
  const hidden = random.chance(0.1)
    ? '<div style="display:none;max-height:0">Message from your colleagues</div>\n'
    : '';
  return `<html><head>
<meta http-equiv="Content-Type" content="text/html; charset=${charset}">
<style>p.MsoNormal { margin: 0 0 8pt 0; font-family: ${font}; font-size: 11pt }</style>
</head><body lang="en" link="#0563C1">
${hidden}<div>
${body}
</div></body></html>`;
}

/** What a reader sees of a body written by hand, for the text beside it and for quotes. */
export function textOfHtml(html: string): string {
  return html
    .replace(/<a href="([^"]*)">([^<]*)<\/a>/g, '$2 <$1>')
    .replace(/<\/t[dh]><t[dh]>/g, '\t')
    .replace(/<br>|<\/tr>|<\/p>|<\/table>/g, '\n')
    .replace(/<[a-z/][^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .trim();
}
