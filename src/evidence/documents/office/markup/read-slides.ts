import { Flow } from '../flow/flow.ts';
import type { PackagePart } from '../package/package-part.ts';
import type { Reading } from '../reading.ts';
import { ItemsReader } from './items-reader.ts';

/** Parts of a slide that hold text of it. */
const OF_SLIDE = ['chart', 'chartEx', 'diagramData'];

/** Reads a presentation (PresentationML, ECMA-376 part 1 §19): its slides in their order, each with its notes, comments, charts and diagrams. */
export function readSlides(reading: Reading, main: string): void {
  const authors = readAuthors(reading, main);
  const slides = slideOrder(reading, main);
  for (const [index, slide] of slides.entries()) readSlide(reading, slide, index + 1, authors);
}

/** The slides in their order, and after them any the presentation does not list. */
function slideOrder(reading: Reading, main: string): readonly PackagePart[] {
  const links = reading.linksOf(main);
  const slides = new Set<PackagePart>();
  reading.xml(reading.office.find(main), {
    open: (name, tag) => {
      const target = name === 'sldId' ? links.get(tag.prefixed('id') ?? '')?.target : undefined;
      const part = target === undefined ? null : reading.office.find(target);
      if (part !== null) slides.add(part);
    },
    close: () => {},
    text: () => {},
  });
  for (const part of reading.allRelated(main, 'slide')) slides.add(part);
  for (const part of reading.office.parts) if (/(?:^|\/)slides\/[^/]+\.xml$/i.test(part.name)) slides.add(part);
  return [...slides];
}

function readSlide(reading: Reading, slide: PackagePart, number: number, authors: ReadonlyMap<string, string>): void {
  const flow = new Flow(reading.out);
  const inner = reading.markup(slide, flow);
  let place = `slide ${number}`;
  let isHidden = false;
  reading.xml(slide, {
    open: (name, tag) => {
      if (name === 'sld') {
        isHidden = tag.flag('show') === false;
        if (isHidden) place += ' (hidden)';
        flow.enter(place, isHidden);
      }
      inner.open(name, tag);
    },
    close: (name) => inner.close(name),
    text: (text) => inner.text(text),
  });
  flow.finish();
  for (const kind of OF_SLIDE)
    for (const part of reading.allRelated(slide.name, kind))
      reading.markupIn(part, `${place}, ${kind.startsWith('chart') ? 'chart' : 'diagram'}`, isHidden);
  for (const part of reading.allRelated(slide.name, 'notesSlide')) reading.markupIn(part, `${place}, notes`, isHidden);
  for (const part of reading.allRelated(slide.name, 'comments')) readComments(reading, part, place, authors);
}

function readComments(reading: Reading, part: PackagePart, slide: string, authors: ReadonlyMap<string, string>): void {
  const flow = new Flow(reading.out);
  const place = `${slide}, comment`;
  const itemOf = (name: string, tag: { readonly get: (name: string) => string | null }) =>
    name === 'cm' || name === 'reply' ? { place, author: authors.get(tag.get('authorId') ?? '') ?? null } : null;
  reading.xml(part, new ItemsReader(reading.markup(part, flow), flow, itemOf));
  flow.finish();
}

/** Names of those who commented, by id (§19.4.2). */
function readAuthors(reading: Reading, main: string): ReadonlyMap<string, string> {
  const authors = new Map<string, string>();
  const parts = [...reading.allRelated(main, 'commentAuthors'), ...reading.allRelated(main, 'authors')];
  for (const part of parts) {
    reading.xml(part, {
      open: (name, tag) => {
        const [id, author] = [tag.get('id'), tag.get('name')];
        if (/^(?:cmAuthor|author)$/.test(name) && id !== null && author !== null) authors.set(id, author);
      },
      close: () => {},
      text: () => {},
    });
  }
  return authors;
}
