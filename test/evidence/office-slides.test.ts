import { expect, test } from 'vitest';
import { linesIn, openXml, relationships } from './office-fixture.ts';

const shape = (text: string, placeholder = '') =>
  `<p:sp><p:nvSpPr><p:cNvPr id="1" name="n"/><p:nvPr>${placeholder}</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;

test('slides in their order, hidden ones, notes, comments, tables, links, charts; masters without placeholders', async () => {
  const cell = (text: string) => `<a:tc><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`;
  const table = `<a:tbl><a:tr>${cell('User')}${cell('Pass')}</a:tr><a:tr>${cell('bob')}${cell('x')}</a:tr></a:tbl>`;
  const link =
    '<p:sp><p:txBody><a:p><a:r><a:rPr><a:hlinkClick r:id="l"/></a:rPr><a:t>here</a:t></a:r></a:p></p:txBody></p:sp>';
  const picture = '<p:pic><p:nvPicPr><p:cNvPr id="2" name="p" descr="a badge"/></p:nvPicPr></p:pic>';
  const number = '<p:sp><p:txBody><a:p><a:fld type="slidenum"><a:t>7</a:t></a:fld></a:p></p:txBody></p:sp>';
  const pptx = openXml({
    'ppt/presentation.xml':
      '<p:presentation><p:sldIdLst><p:sldId id="256" r:id="b"/><p:sldId id="257" r:id="a"/></p:sldIdLst></p:presentation>',
    'ppt/_rels/presentation.xml.rels': relationships({
      a: ['slide', 'slides/slide1.xml'],
      b: ['slide', 'slides/slide2.xml'],
      c: ['commentAuthors', 'authors.xml'],
    }),
    'ppt/slides/slide1.xml': `<p:sld show="0">${shape('second')}</p:sld>`,
    'ppt/slides/slide2.xml': `<p:sld>${shape('first')}${table}${link}${picture}</p:sld>`,
    'ppt/slides/_rels/slide2.xml.rels': relationships({
      l: ['hyperlink', 'https://h/', true],
      n: ['notesSlide', '../notesSlides/n.xml'],
      c: ['comments', '../comments/c.xml'],
      d: ['chart', '../charts/d.xml'],
    }),
    'ppt/notesSlides/n.xml': `<p:notes>${shape('say this')}${number}</p:notes>`,
    'ppt/comments/c.xml': '<p:cmLst><p:cm authorId="0"><p:pos x="1"/><p:text>check</p:text></p:cm></p:cmLst>',
    'ppt/authors.xml': '<p:cmAuthorLst><p:cmAuthor id="0" name="Ann"/></p:cmAuthorLst>',
    'ppt/charts/d.xml': '<c:chartSpace><c:cat><c:v>north</c:v></c:cat><c:val><c:v>1</c:v></c:val></c:chartSpace>',
    'ppt/slideMasters/m.xml': `<p:sldMaster>${shape('Click to edit', '<p:ph type="title"/>')}${shape('Confidential')}${shape('Ask Ann', '<p:ph type="ftr"/>')}</p:sldMaster>`,
  });
  expect(await linesIn(pptx)).toEqual([
    'slide 1| first',
    'slide 1| User\tPass',
    'slide 1| bob\tx',
    'slide 1| here <https://h/>',
    'slide 1~ a badge',
    'slide 1, chart| north',
    'slide 1, chart| 1',
    'slide 1, notes| say this',
    'slide 1, comment| Ann: check',
    'slide 2 (hidden)~ second',
    'master~ Confidential',
    'master~ Ask Ann',
  ]);
});

test('a drawing: pages by name, shapes and their data, links', async () => {
  const vsdx = openXml({
    '_rels/.rels': relationships({ d: ['document', 'visio/document.xml'] }),
    'visio/document.xml': '<VisioDocument/>',
    'visio/_rels/document.xml.rels': relationships({ p: ['pages', 'pages/pages.xml'] }),
    'visio/pages/pages.xml': '<Pages><Page ID="0" Name="Network"><Rel r:id="r"/></Page></Pages>',
    'visio/pages/_rels/pages.xml.rels': relationships({ r: ['page', 'page1.xml'] }),
    'visio/pages/page1.xml':
      '<PageContents><Shapes><Shape><Section N="Property"><Row><Cell N="Label" V="Admin"/><Cell N="Value" V="pw"/><Cell N="Type" V="0"/></Row></Section><Section N="Hyperlink"><Row><Cell N="Address" V="https://u:p@h"/></Row></Section><Text>Fire<cp IX="0"/>wall</Text></Shape></Shapes></PageContents>',
  });
  expect(await linesIn(vsdx)).toEqual([
    'page 1 (Network)~ Admin\tpw',
    'page 1 (Network)~ https://u:p@h',
    'page 1 (Network)| Firewall',
  ]);
});
