import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const KIB = 1024;
/** How long a system's own program may take to answer. */
const ANSWER_MILLISECONDS = 5000;

/** Resident memory of a process in bytes, at once where the kernel can be asked; 0 where it is gone or the system does not tell. */
export function residentBytes(pid: number | undefined): number | Promise<number> {
  if (pid === undefined) return 0;
  if (process.platform === 'linux') return residentPages(pid) * pageBytes();
  if (process.platform === 'win32') return output('tasklist', tasklistArguments(pid)).then(tasklistBytes);
  return output('ps', ['-o', 'rss=', '-p', `${pid}`]).then(psBytes);
}

/** Resident pages (proc_pid_statm(5)). */
function residentPages(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1] ?? 0);
  } catch {
    return 0;
  }
}

const USUAL_PAGE_BYTES = 4096;
let page: number | null = null;

/** Bytes of a page; 16 or 64 KiB on some arm64 machines. */
function pageBytes(): number {
  page ??= askedPageBytes();
  return page;
}

function askedPageBytes(): number {
  try {
    const answer = execFileSync('getconf', ['PAGESIZE'], { encoding: 'latin1', timeout: ANSWER_MILLISECONDS });
    return Number(answer) || USUAL_PAGE_BYTES;
  } catch {
    return USUAL_PAGE_BYTES;
  }
}

/** What `ps -o rss=` says: KiB. */
export function psBytes(answer: string): number {
  return (Number(answer.trim()) || 0) * KIB;
}

const tasklistArguments = (pid: number) => ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh'];

/** What `tasklist /fo csv /nh` says: the last field is KiB, grouped as the user's country groups digits ("31,240 K"). */
export function tasklistBytes(answer: string): number {
  const last = /"([^"]{1,40})"\s*$/.exec(answer)?.[1] ?? '';
  return Number(last.replace(/\D/g, '')) * KIB;
}

function output(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const settings = { encoding: 'utf8', timeout: ANSWER_MILLISECONDS, windowsHide: true } as const;
    execFile(program, args, settings, (_error, stdout) => resolve(stdout)).unref();
  });
}
