import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../core/index.ts';
import { ReviewError } from '../review-error.ts';
import { bindSql } from './bind-sql.ts';
import { checkDetectionPack, type DetectionPack } from './detection-pack.ts';
import { portabilityFaults } from './portable-sql.ts';

/**
 * Reads every detection pack of a folder, in order of id.
 * @param folder defaults to the packs this installation ships.
 * @throws ReviewError pack-unreadable, pack-invalid or pack-not-portable, naming the file and the faults.
 */
export function loadDetections(folder = join(packageRoot(), 'packs', 'detections')): readonly DetectionPack[] {
  const files = listPacks(folder);
  const packs = files.map((file) => readPack(join(folder, file), file));
  return packs.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function listPacks(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  } catch (cause) {
    throw new ReviewError(
      'pack-unreadable',
      'The folder of detection packs cannot be read.',
      'Check the path.',
      3,
      cause,
    );
  }
}

function readPack(path: string, file: string): DetectionPack {
  const checked = checkDetectionPack(parseYaml(path, file));
  if ('faults' in checked) throw invalid(file, checked.faults);
  if (`${checked.id}.yaml` !== file) throw invalid(file, [`id: the file must be named ${checked.id}.yaml`]);
  const faults = portabilityFaults(bindSql(checked, { from: null, until: null }));
  if (faults.length === 0) return checked;
  throw new ReviewError(
    'pack-not-portable',
    `${file}: ${faults.join('; ')}.`,
    'Keep to the SQL that docs/detections.md describes.',
    2,
  );
}

function parseYaml(path: string, file: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'), { merge: true });
  } catch (cause) {
    throw new ReviewError('pack-unreadable', `${file} is no readable YAML.`, 'Correct the file.', 2, cause);
  }
}

function invalid(file: string, faults: readonly string[]): ReviewError {
  return new ReviewError('pack-invalid', `${file}: ${faults.join('; ')}.`, 'See docs/detections.md for the format.', 2);
}
