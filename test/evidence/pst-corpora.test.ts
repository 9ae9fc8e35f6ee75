import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type OurCounts, ourCounts } from '../../bench/pst-parity.ts';
import { pffexportCounts, readpstCounts } from '../../bench/pst-peers.ts';
import { tallyBalances } from '../../src/core/index.ts';
import type { EvidenceEvent } from '../../src/evidence/evidence-event.ts';
import { partText, readStoreFile, shownEvent } from './pst-reading.ts';

const MAIL = join(import.meta.dirname, '../../../shared/corpora/mail');
const TIKA = join(
  MAIL,
  'tika/tika-parsers/tika-parsers-standard/tika-parsers-standard-modules/tika-parser-microsoft-module/src/test/resources/test-documents',
);

/** Attachments that readpst leaves out (of appointments) or adds (a calendar part of each meeting request), and that pffexport leaves out (of meetings). */
const STORES = [
  {
    file: join(MAIL, 'outlook-pst-rs/crates/pst/examples/Empty.pst'),
    counts: [0, 0, 0],
    recovered: 4,
    readpst: 0,
    pffexport: 0,
  },
  { file: join(MAIL, 'pst-extractor/enron.pst'), counts: [71, 70, 0], recovered: 8, readpst: 0, pffexport: 0 },
  {
    file: join(MAIL, 'pst-extractor/pstextractortest@outlook.com.ost'),
    counts: [183, 34, 0],
    recovered: 9,
    readpst: -8 + 6,
    pffexport: -9,
  },
  {
    file: join(MAIL, 'pst-extractor/pstextractortestpdf@outlook.com.ost'),
    counts: [162, 12, 0],
    recovered: 15,
    readpst: 0,
    pffexport: 0,
  },
  { file: join(TIKA, 'testPST.pst'), counts: [7, 1, 1], recovered: 5, readpst: 0, pffexport: 0 },
  { file: join(TIKA, 'testPST_variousBodyTypes.pst'), counts: [4, 0, 0], recovered: 4, readpst: 0, pffexport: 0 },
] as const;

const isRecoveredDocument = (event: EvidenceEvent): event is Extract<EvidenceEvent, { type: 'document' }> =>
  event.type === 'document' && event.document.place.standing === 'recovered';

describe.skipIf(!existsSync(MAIL))('PST and OST files of the corpora (skipped without ../shared)', () => {
  describe.each(STORES)('$file', ({ file, counts, recovered, readpst, pffexport }) => {
    let ours: OurCounts;
    beforeAll(async () => {
      ours = await ourCounts(file);
    });

    it('holds these messages, attachments and embedded messages, and balances', () => {
      expect([ours.messages, ours.attachments, ours.embedded]).toEqual(counts);
      expect([ours.recovered, ours.tally.recovered]).toEqual([recovered, recovered]);
      expect(tallyBalances(ours.tally)).toBe(true);
      expect(ours.tally).toMatchObject({ unreadable: 0, expected: ours.messages + ours.settings });
    });

    it('agrees with readpst (skipped where pst-utils is not installed)', ({ skip }) => {
      const peer = readpstCounts(file) ?? skip('readpst is not installed (apt install pst-utils)');
      expect(peer).toMatchObject({ messages: ours.messages, embedded: ours.embedded });
      expect(peer.attachments).toBe(ours.attachments + readpst);
    });

    it('agrees with pffexport (skipped where pff-tools is not installed)', ({ skip }) => {
      const peer = pffexportCounts(file) ?? skip('pffexport is not installed (apt install pff-tools)');
      expect(peer).toMatchObject({ messages: ours.messages, embedded: ours.embedded });
      expect(peer.attachments).toBe(ours.attachments + pffexport);
      expect(ours.recovered).toBeGreaterThanOrEqual(peer.recovered);
    });
  });

  it('tells what outdated lists and folders of testPST.pst say, and goes on from each of them', () => {
    const whole = readStoreFile(join(TIKA, 'testPST.pst'));
    const states = whole.events.filter(isRecoveredDocument);
    expect(states.map(({ document }) => document.place.folder)).toEqual([
      '',
      'Début du fichier de données Outlook',
      'Début du fichier de données Outlook',
      '',
      'Début du fichier de données Outlook/Éléments supprimés',
    ]);
    const [, , list] = states;
    expect(list?.document.parts.map(partText).join()).toMatch(/^Re: Feature Generators\nJörn Kottmann\n/);
    for (const state of states) {
      const rest = readStoreFile(join(TIKA, 'testPST.pst'), state.checkpoint);
      expect(rest.events.map(shownEvent)).toEqual(whole.events.slice(whole.events.indexOf(state) + 1).map(shownEvent));
      expect(rest.tally).toEqual(whole.tally);
    }
  });

  it("reads the embedded “First email” of Tika's testPST.pst with its attachment", () => {
    const { messages } = readStoreFile(join(TIKA, 'testPST.pst'));
    const outer = messages.find(({ header }) => header.subject === 'FW: First email');
    const embedded = outer?.parts.find((part) => part.content.state === 'message');
    expect(embedded?.content).toMatchObject({ header: { subject: 'First email' } });
    const inside = outer?.parts.filter((part) => part.path.startsWith(`${embedded?.path}.`)) ?? [];
    expect(inside.some((part) => part.fileName === 'attachment.docx')).toBe(true);
  });
});
