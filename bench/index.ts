/** All benches, one after another: each prints a ratio against a peer or a floor in the same run. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { run as addedDay } from './added-day.ts';
import { run as archiveRead } from './archive-read.ts';
import { run as isolation } from './isolation.ts';
import { run as logIngest } from './log-ingest.ts';
import { run as mboxRead } from './mbox-read.ts';
import { run as mboxScan } from './mbox-scan.ts';
import { run as mimeDecode } from './mime-decode.ts';
import { run as pstRead } from './pst-read.ts';
import { run as scanPeers } from './scan-peers.ts';

const quick = process.argv.includes('--quick');
const full = process.argv.includes('--full');

function title(text: string): void {
  console.log(`\n${text}`);
}

/** What secretlint measures of itself would keep this process busy for a minute after its work, while the next bench waits for its child. */
function inItsOwnProcess(bench: string): void {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, bench)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

title('MIME decode, against a header/body split and postal-mime');
await mimeDecode();
title('Scan of decoded text, against secretlint');
inItsOwnProcess('secret-scan.ts');
title('Whole scan of an mbox, and its peak memory at 1×, 4× and 16×');
await mboxScan(full ? 128 : quick ? 1 : 8);
title('Whole scan of an mbox, against other scanners on the same bytes');
scanPeers(full ? 64 : quick ? 2 : 16);
title('Reading of an mbox as it grows: seconds a gigabyte');
mboxRead(full ? [100, 1000, 5000] : quick ? [10, 40] : [100, 400]);
title('Reading an mbox bare, in a zip and in a tar.gz, against gunzip alone');
await archiveRead(full ? 256 : quick ? 8 : 64);
title('Reading a generated PST, against readpst: CPU time and peak memory');
pstRead(full ? [1e9, 2e9] : quick ? [64e6] : [256e6]);
title('Documents read in children, against the same readers in this process');
await isolation(full ? 600 : quick ? 30 : 150);
title('Log to event table, against a bare read_json to Parquet; all detections over it');
const ingest = await logIngest(full ? 10_000_000 : quick ? 50_000 : 300_000);
console.log(JSON.stringify(ingest, null, 2));
if (!quick) {
  title('Review of thirty days, then of one day more, then of nothing new, against a review of everything');
  console.log(JSON.stringify(await addedDay(full ? 1_000_000 : 100_000), null, 2));
}
