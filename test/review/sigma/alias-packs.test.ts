import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadAliases } from '../../../src/review/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'aliases-'));
afterAll(() => rmSync(folder, { recursive: true }));

const own = (text: string) => {
  writeFileSync(join(folder, 'own.yaml'), text);
  return loadAliases([folder]);
};
const source = (product: string, service: string) => ({ category: null, product, service });

describe('alias packs', () => {
  test('every set that is shipped is named, has events and says where keywords stand', () => {
    const layer = loadAliases();
    const pairs = ['signinlogs', 'auditlogs', 'activitylogs', 'riskdetection', 'pim'].map((service) =>
      source('azure', service),
    );
    const more = ['audit', 'exchange', 'threat_management', 'threat_detection'].map((service) =>
      source('m365', service),
    );
    for (const one of [...pairs, ...more]) expect([one, layer.setsFor(one).length > 0]).toEqual([one, true]);
    const sets = [...pairs, ...more].flatMap(layer.setsFor);
    for (const set of sets)
      expect([set.id, set.events.length > 0, set.keywords.length > 0]).toEqual([set.id, true, true]);
    expect(layer.setsFor(source('windows', 'security'))).toEqual([]);
  });

  test('names are found whatever their case, with a known prefix, and no others', () => {
    const [signIns] = loadAliases().setsFor(source('azure', 'signinlogs'));
    expect(signIns?.fieldOf('resulttype')).not.toBeNull();
    expect(signIns?.fieldOf('properties.AppId')).toEqual(signIns?.fieldOf('appid'));
    expect(signIns?.fieldOf('properties.Moonphase')).toBeNull();
  });

  test('a set may take the names of another and change some', () => {
    const [security] = loadAliases().setsFor(source('m365', 'exchange'));
    expect(security?.fieldOf('Operation')).toEqual(['operation']);
  });

  test('a user adds logs of their own and values for placeholders', () => {
    const layer = own(
      'id: own-log\nmeaning: A log of our own.\nlogsources: [{product: acme}]\nevents: [{source: mapped}]\nfields: [{names: [Who], is: [principal]}]\n',
    );
    expect(layer.setsFor({ category: null, product: 'acme', service: null })[0]?.fieldOf('who')).toEqual(['principal']);
    expect(own('placeholders: {Admins: [root, 7]}').placeholders.get('admins')).toEqual(['root', '7']);
  });

  test.each([
    [
      'no such column',
      'id: own-log\nmeaning: A log of our own.\nlogsources: [{product: acme}]\nevents: [{source: mapped}]\nfields: [{names: [Who], is: [nobody]}]\n',
    ],
    [
      'no such source',
      'id: own-log\nmeaning: A log of our own.\nlogsources: [{product: acme}]\nevents: [{source: syslog}]\n',
    ],
    [
      'a column of lists',
      'id: own-log\nmeaning: A log of our own.\nlogsources: [{product: acme}]\nevents: [{source: mapped}]\nfields: [{names: [To], is: [recipients]}]\n',
    ],
    ['an empty placeholder', 'placeholders: {Admins: []}'],
    ['no YAML', 'a: [b'],
  ])('%s is refused', (_name, text) => {
    expect(() => own(text)).toThrow(/own\.yaml/);
  });
});
