import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CliError } from '../cli-error.ts';

const FINGERPRINT = /"fingerprint":"(hmac-sha256:[0-9a-f]{64})"/;

/**
 * The fingerprints of an earlier scan, from what it printed as ndjson.
 * @throws CliError where the file holds no finding and no summary of a scan
 */
export async function readBaseline(path: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  let isScan = false;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    const fingerprint = FINGERPRINT.exec(line)?.[1];
    if (fingerprint !== undefined) found.add(fingerprint);
    isScan ||= fingerprint !== undefined || line.includes('"type":"summary"');
  }
  if (isScan) return found;
  const next = 'Give the output of an earlier `scan --format ndjson --key FILE`.';
  throw new CliError('bad-option', `${path} is not the output of a scan`, next, 2);
}
