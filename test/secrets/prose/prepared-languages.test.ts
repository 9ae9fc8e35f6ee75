import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  loadLanguagePacks,
  loadLanguageWords,
  preparedFile,
  preparedLanguages,
} from '../../../src/secrets/prose/load-language-packs.ts';

describe('packs made ready to load', () => {
  test.each(preparedLanguages())('prepared/%s.json is made from its YAML (else run `npm run rules`)', (name, text) => {
    expect(readFileSync(preparedFile(name), 'utf8')).toBe(text);
  });
  test('they hold all that the YAML does, but the examples', () => {
    const words = loadLanguagePacks().map(({ examples: _, ...rest }) => rest);
    expect(loadLanguageWords().map((loaded) => loaded.words)).toEqual(words);
    expect(words.length).toBeGreaterThan(0);
  });
});
