import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlText } from '../../src/evidence/text/html/html-text.ts';

interface Read {
  readonly seen: string;
  readonly hidden: string;
}

function read(html: string): Read {
  const { utf8, hidden } = htmlText(Buffer.from(html));
  const bytes = Buffer.from(utf8);
  const start = hidden[0]?.[0] ?? bytes.length;
  return { seen: bytes.toString('utf8', 0, start).replace(/\n$/, ''), hidden: bytes.toString('utf8', start) };
}

describe('HTML as a reader sees it', () => {
  test.each([
    ['runs joined', '<p>Your pass: <b>Sup</b>er<span>Secret</span></p>', 'Your pass: SuperSecret'],
    ['unseen characters', 'S&shy;e\u200bc<wbr>r&#8203;et', 'Secret'],
    ['joiners in Persian', 'می&zwnj;خواهم', 'می\u200cخواهم'],
    ['a table', '<table><tr><th>User<th>Password<tr><td>bob<td>hunter2</table>x', 'User\tPassword\nbob\thunter2\nx'],
    [
      "Word's cells",
      '<table><tr><td><p>a</p></td> <td><p>b</p><p>c</p></td></tr><tr><td></td><td>d</td></tr></table>',
      'a\tb\n\nc\n\td',
    ],
    ['lines', 'a<br>b<div>c</div>d<p>e</p>f<hr>g', 'a\nb\nc\nd\n\ne\nf\ng'],
    ["Outlook's lines", '<p class=MsoNormal>User: a</p><p class=MsoNormal>Pass: b</p>', 'User: a\nPass: b'],
    ['a list', '<ul><li>one<li>two</ul>', '- one\n- two'],
    ['pre', '<pre>a\n  b</pre>', 'a\n  b'],
    ['white-space: pre', '<div style="white-space: pre-wrap">a\n  b</div>', 'a\n  b'],
    [
      'entities',
      '&lt;&eacute;&hellip;&#x41;&#66;&CounterClockwiseContourIntegral;&copy 1 AT&T &#146;',
      '<é…AB∳© 1 AT&T ’',
    ],
    ['no-break space', 'Password:&nbsp;x', 'Password: x'],
    [
      'a link that says more than its text',
      '<a href="https://u:p@h/?a=1&amp;b=2">here</a>, go',
      'here, <https://u:p@h/?a=1&b=2> go',
    ],
    [
      'a link that says the same',
      '<a href="https://a.example/">a.example</a> <a href="mailto:x@y">x@y</a>',
      'a.example x@y',
    ],
    ['a link within a word', '<a href="https://x/">Sup</a>er next', 'Super <https://x/> next'],
    ['links on the page', '<a href="#top">up</a><a href="cid:1">img</a>', 'upimg'],
    [
      'alt text and form fields',
      '<img alt="QR code"><input value=shown><textarea>a\nb</textarea>',
      'QR code shown a\nb',
    ],
    ['refresh', '<meta http-equiv="Refresh" content="0; url=https://x/?t=1">', '<https://x/?t=1>'],
    ['title', '<head><title>T &amp; t</title></head>x', 'T & t\nx'],
    ['CDATA', '<p><![CDATA[a < b]]></p>', 'a < b'],
    ['a lone less-than', 'a < b <3 <<c', 'a < b <3 <<c'],
    ['an unclosed tag at the end', 'a <b class="x', 'a <b class="x'],
    ['broken quotes', '<a href="x>y</a> z', 'y <"x> z'],
    ['white on black', '<div style="background:#000;color:#fff">seen</div>', 'seen'],
    ['white on an image', '<td background="x.png"><font color=white>seen</font></td>', 'seen'],
    ['size restored', '<td style="font-size:0"><span style="font-size:14px">seen</span></td>', 'seen'],
    ['only Outlook does not', '<!--[if !mso]><!-->seen<!--<![endif]-->', 'seen'],
    ['nothing', '', ''],
  ])('%s', (_what, html, seen) => {
    expect(read(html)).toEqual({ seen, hidden: '' });
  });

  test.each([
    ['display', 'a<span style="display: none">h</span>b', 'ab', 'h'],
    ['visibility', '<div style="visibility:hidden">h<i style="visibility:visible">v</i></div>', 'v', 'h'],
    ['font-size', '<span style="font-size:0px">h</span>v', 'v', 'h'],
    ['white on white', '<font color="#FFFFFF">h</font>v', 'v', 'h'],
    ['nearly white on white', '<span style="color:#fdfdfd !important">h</span>v', 'v', 'h'],
    ['black on black', '<td bgcolor=black><span style="color:rgb(0,0,0)">h</span></td>', '', 'h'],
    ['the hidden attribute', '<div hidden>h</div>v', 'v', 'h'],
    ['a hidden input', '<input type=hidden name=csrf value=t0k>v', 'v', 'csrf t0k'],
    ['a comment', 'Sup<!-- user: root -->er', 'Super', ' user: root '],
    ['a comment for Outlook', '<!--[if mso]><b>o</b>ut<![endif]-->v', 'v', 'out'],
    ['an unclosed comment', 'v<!-- h', 'v', ' h'],
    ['a script', '<script>var k="s";</script>v', 'v', 'var k="s";'],
    ['a tool tip', '<abbr title="tip">v</abbr>', 'v', 'tip'],
    ['a paragraph that the next one ends', '<p style=display:none>h<p>v', 'v', 'h'],
  ])('hidden, and kept: %s', (_what, html, seen, hidden) => {
    expect(read(html)).toEqual({ seen, hidden });
  });

  test('style sheets are left out', () => {
    expect(read('<style>p { color: red }</style>v')).toEqual({ seen: 'v', hidden: '' });
  });

  test('any bytes give valid UTF-8 spans, and plain words survive any markup around them', () => {
    const piece = fc.constantFrom(
      '<b>',
      '</b>',
      '<p>',
      '<td>',
      '</table>',
      '<tr>',
      '<!--',
      '-->',
      '<a href=x>',
      '</a>',
      '"',
      "'",
      '&',
      ';',
      '<',
      '>',
      '<script>',
      '</script>',
      '<input ',
      'style="display:none"',
      '\n',
      '<title>',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        const { utf8, hidden } = htmlText(Buffer.from(pieces.join('')));
        for (const [start, end] of hidden) expect(0 <= start && start < end && end <= utf8.length).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{3,8}$/), { minLength: 1 }), (words) => {
        expect(read(words.map((word) => `<b>${word}</b> `).join('')).seen).toBe(words.join(' '));
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void htmlText(bytes)));
  });

  test.each([
    '<',
    '<a "',
    '<a ">',
    '<!--',
    '<div>',
    '<a href="x',
    "<a b='>",
    '&',
    '&amp',
    '<title>',
    '<script></',
    '<ul><li>',
    '<table><tr><td>',
    '<p></div>',
    '<!',
    '<?',
    '</a',
    '<a href=x>',
    '<br>',
    '<b></x>',
    '<option>',
  ])('a megabyte of %s in linear time', (unit) => {
    const html = Buffer.from(unit.repeat(Math.ceil(1_000_000 / unit.length)));
    const started = performance.now();
    htmlText(html);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a tag with more attributes than any', () => {
  const textOf = (attributes: number) =>
    Buffer.from(htmlText(Buffer.from(`<p ${'a=1 '.repeat(attributes)}b=x>seen</p>`)).utf8).toString();

  test('is kept as text', () => expect(textOf(100_000)).toContain('b=x>seen'));
  test('and one with many is a tag', () => expect(textOf(50_000).trim()).toBe('seen'));
});
