import { Command, Option } from 'commander';
import type { Act } from './face.ts';
import { rulesOption } from './rules-option.ts';
import { type ListOptions, listRules } from './secrets/list-rules.ts';
import { newRule } from './secrets/new-rule.ts';
import { type TestOptions, testRules } from './secrets/test-rules.ts';

/** `postbreach secrets rules|test|new`: what is searched for, whether rules do as they say, and a new one. */
export function secretsCommand(act: Act): Command {
  const command = new Command('secrets').addHelpText(
    'after',
    `
Examples:
  postbreach secrets rules stripe
  postbreach secrets rules github-classic-pat
  postbreach secrets test --rules our-rules/
  postbreach secrets new acme-api-key --out acme.yaml`,
  );
  for (const verb of [rulesCommand(act), testCommand(act), newCommand(act)]) command.addCommand(verb);
  return command;
}

function rulesCommand(act: Act): Command {
  return new Command('rules')
    .description('list the rules, or tell all of one')
    .argument(
      '[query]',
      'an id, to be told all of it; else words of which each must stand in id, name, kind or keywords',
    )
    .addOption(new Option('--format <format>', 'how they are printed').choices(['pretty', 'json']).default('pretty'))
    .addOption(rulesOption('list these too: a file or folder; again for more'))
    .addHelpText(
      'after',
      `
Examples:
  postbreach secrets rules
  postbreach secrets rules "aws key"
  postbreach secrets rules gitleaks:acme-token --rules gitleaks.toml
  postbreach secrets rules --format json > rules.json`,
    )
    .action((query: string | undefined, options: ListOptions) => act((face) => listRules(query ?? '', options, face)));
}

function testCommand(act: Act): Command {
  return new Command('test')
    .description('try rules on their own examples and counter-examples, or on files')
    .argument('[file...]', 'texts in which each rule that finds something is named; values are masked')
    .addOption(rulesOption('test these, not the installed ones: a file or folder; again for more'))
    .addOption(new Option('--format <format>', 'how results are printed').choices(['pretty', 'json']).default('pretty'))
    .addHelpText(
      'after',
      `
The exit code is 1 where a rule fails one of its examples, or cannot be used.

Examples:
  postbreach secrets test
  postbreach secrets test --rules acme.yaml
  postbreach secrets test --rules gitleaks.toml sample.env notes.txt`,
    )
    .action((files: readonly string[], options: TestOptions) => act((face) => testRules(files, options, face)));
}

function newCommand(act: Act): Command {
  return new Command('new')
    .description('write a rule to be filled in')
    .argument('<id>', 'its id: lower-case words with hyphens, e.g. acme-api-key')
    .option('--out <file>', 'write it there; a file that is there is left alone')
    .addHelpText(
      'after',
      `
Examples:
  postbreach secrets new acme-api-key
  postbreach secrets new acme-api-key --out acme.yaml && postbreach secrets test --rules acme.yaml`,
    )
    .action((id: string, options: { readonly out?: string }) => act((face) => newRule(id, options.out ?? null, face)));
}
