import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the system does around a parser's child, beyond what Node.js itself refuses. */
export interface Containment {
  /** The command line in front of the child's own; empty where the system offers nothing. */
  readonly command: readonly string[];
  /** Whether the child is a process below the one that is started, since it has process ids of its own. */
  readonly isBelow: boolean;
}

/**
 * Core files would write what was read to disk, and files of any length are none of its business; data beyond a gigabyte (KiB) and an hour of processor
 * time (s) are hard ends, far above what is watched, for what runs away faster than one looks, or when nobody looks any more.
 */
const ULIMITS = ['-c 0', '-f 0', '-d 1048576', '-t 3600'].map((limit) => `ulimit ${limit} 2>/dev/null`).join('; ');
const SHELL = ['/bin/sh', '-c', `${ULIMITS}; exec "$@"`, 'sh'];

/** Dies with the process that started it, however that ends, and gains no rights by what it starts (util-linux setpriv(1)). */
const BOUND = ['setpriv', '--pdeathsig', 'KILL', '--no-new-privs'];
/** Users, network and shared memory of its own: no interface is up, and nobody's processes may be looked into (unshare(1)). */
const APART = ['unshare', '--user', '--net', '--ipc'];
/** Process ids of its own: it sees, and can signal, itself alone. */
const ALONE = ['--pid', '--fork', '--kill-child'];

/** Best first. */
const CONTAINMENTS: readonly Containment[] = [
  { command: [...SHELL, ...BOUND, ...APART, ...ALONE], isBelow: true },
  { command: [...SHELL, ...BOUND, ...APART], isBelow: false },
  { command: [...SHELL, ...BOUND], isBelow: false },
  { command: SHELL, isBelow: false },
];
const NOTHING: Containment = { command: [], isBelow: false };

/** Where the system's own programs are; nothing of the caller's environment is used. */
export const SYSTEM_PATH = '/usr/sbin:/usr/bin:/sbin:/bin';
const TRIAL_MILLISECONDS = 5000;

let chosen: Containment | null = null;

/** The best containment that works on this machine, found by trying, once. Containers and hardened kernels often refuse namespaces. */
export function containment(): Containment {
  chosen ??= process.platform === 'win32' ? NOTHING : (CONTAINMENTS.find(works) ?? NOTHING);
  return chosen;
}

function works({ command, isBelow }: Containment): boolean {
  if (isBelow && !existsSync(`/proc/${process.pid}/task/${process.pid}/children`)) return false;
  const [shell = '', ...rest] = command;
  const settings = { stdio: 'ignore', env: { PATH: SYSTEM_PATH }, cwd: '/', timeout: TRIAL_MILLISECONDS } as const;
  return spawnSync(shell, [...rest, 'true'], settings).status === 0;
}
