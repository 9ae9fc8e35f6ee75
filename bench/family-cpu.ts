import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;
const [UTIME, STIME] = [11, 12];

/**
 * CPU seconds of this process and all below it that still live (proc_pid_stat(5)); null where the system does not tell. CPU time is spent alike on a busy
 * machine and an idle one, which wall time is not.
 */
export function familyCpuSeconds(): number | null {
  return process.platform === 'linux' ? cpuSecondsOf(process.pid) : null;
}

function cpuSecondsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name, in parentheses, may hold anything; state is the first field after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const own = (Number(fields[UTIME]) + Number(fields[STIME])) / TICKS_PER_SECOND;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean);
    return children.reduce((sum, child) => sum + cpuSecondsOf(Number(child)), own);
  } catch {
    return 0;
  }
}
