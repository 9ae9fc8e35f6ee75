import type { PstBody } from '../message.ts';

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** RTF is 7-bit: what is beyond stands as a signed number of its UTF-16 unit, with a substitute for old readers. */
const escapeRtf = (text: string): string =>
  text.replace(/[\\{}]/gu, '\\$&').replace(/[^\x20-\x7e]/g, (unit) => `\\u${(unit.charCodeAt(0) << 16) >> 16}?`);

const STYLE = `<style><!--
@font-face {font-family:Calibri; panose-1:2 15 5 2 2 2 4 3 2 4;}
p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0in; margin-bottom:.0001pt; font-size:11.0pt; font-family:"Calibri",sans-serif;}
a:link, span.MsoHyperlink {mso-style-priority:99; color:#0563C1; text-decoration:underline;}
span.EmailStyle17 {mso-style-type:personal-compose; font-family:"Calibri",sans-serif; color:windowtext;}
@page WordSection1 {size:8.5in 11.0in; margin:1.0in 1.0in 1.0in 1.0in;}
div.WordSection1 {page:WordSection1;}
--></style>`;

/** HTML as a desktop mail program writes it. @param image content id of a picture to show at the end */
export function htmlBody(text: string, image: string | null): string {
  const paragraphs = text
    .trimEnd()
    .split(/\r\n/u)
    .map(
      (line) =>
        `<p class="MsoNormal"><span style="font-size:11.0pt;color:#1F497D">${line === '' ? '&nbsp;' : escapeHtml(line)}<o:p></o:p></span></p>`,
    );
  const picture = image ? `<p class="MsoNormal"><img width="320" height="90" src="cid:${image}" alt="logo"></p>` : '';
  return `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n${STYLE}\r\n</head>\r\n<body lang="EN-US" link="#0563C1" vlink="#954F72">\r\n<div class="WordSection1">\r\n${paragraphs.join('\r\n')}\r\n${picture}</div>\r\n</body>\r\n</html>\r\n`;
}

/** The text as RTF that encapsulates HTML ([MS-OXRTFEX] §2.1). */
export function rtfBody(text: string): PstBody {
  const lines = text
    .trimEnd()
    .split(/\r\n/u)
    .map((line) => `{\\*\\htmltag64 <p>}${escapeRtf(line)}{\\*\\htmltag72 </p>}\\htmlrtf \\par\\htmlrtf0\r\n`);
  return {
    rtf: `{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Calibri;}}\r\n{\\colortbl\\red0\\green0\\blue0;}\r\n\\uc1\\pard\\plain\\f0\\fs22\r\n{\\*\\htmltag19 <html>}{\\*\\htmltag50 <body>}\r\n${lines.join('')}{\\*\\htmltag58 </body>}{\\*\\htmltag27 </html>}}`,
  };
}
