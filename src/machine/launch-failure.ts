import { EnvironmentError, UsageError, type VmwrightError } from '../support/errors.js';
import { deathFinding, type Death } from './death.js';
import { errorLines } from './signature.js';

/** What QEMU says when it cannot start, by whose fault it is and what can be done. The words hold from 5.2 to 11.1. */
const refusals: readonly {
  readonly words: RegExp;
  readonly error: typeof UsageError | typeof EnvironmentError;
  readonly advice: string;
}[] = [
  {
    words: /[Cc]annot allocate memory|cannot set up guest memory|cannot allocate/,
    error: EnvironmentError,
    advice: 'the host has not enough memory: use a smaller machine, or fewer at a time',
  },
  {
    words: /host forwarding rule|Address already in use|[Ff]ailed to bind/,
    error: EnvironmentError,
    advice: 'a port or socket is taken: see what else runs here',
  },
  {
    words: /\bKVM\b|\bkvm\b|invalid accelerator/,
    error: EnvironmentError,
    advice: 'this QEMU or host cannot use the accelerator: the accelerator tcg works everywhere',
  },
  {
    words: /No space left on device|Read-only file system|Permission denied/,
    error: EnvironmentError,
    advice: 'QEMU may not use a file, or the disk is full',
  },
  {
    words: /unsupported machine type|machine type/i,
    error: UsageError,
    advice:
      'this QEMU has no such machine type, or is for another architecture: its option -M help lists what it has',
  },
  {
    words: /CPU model|cpu type|CPU type|CPU feature/i,
    error: UsageError,
    advice: 'this QEMU or machine type lacks the CPU model: its option -cpu help lists those that it has',
  },
  {
    words: /\bCPUs\b|\bSMP\b|maxcpus|max_cpus/,
    error: UsageError,
    advice: 'the machine type cannot have so many vCPUs',
  },
  {
    words: /too large to fit in RAM|Not enough space|could not load initrd/,
    error: UsageError,
    advice: 'give the machine more memory, or see whether the kernel and initramfs are what they should be',
  },
  {
    words:
      /PVH ELF Note|linux kernel too old|could not load kernel|could not open kernel|load initial ram disk/i,
    error: UsageError,
    advice: 'name a kernel and an initramfs for this architecture',
  },
  {
    words:
      /invalid option|[Ii]nvalid parameter|Property .* not found|not a valid device|requires an argument|RAM size|ram size|expects/,
    error: UsageError,
    advice: "see the machine's specification, and its extra arguments",
  },
];

/** What is to be thrown for a QEMU that ended before its monitor answered. */
export function launchFailure(qemu: string, death: Death): VmwrightError {
  if (death.hostLost) return death.hostLost;
  if (death.signal) return deathFinding(death, 'while it started');
  const words = errorLines(death.lastWords).join('\n');
  const refusal = refusals.find((candidate) => candidate.words.test(words));
  const message = `${qemu} did not start: ${death.describe()}`;
  if (!refusal) return new EnvironmentError(message);
  return new refusal.error(`${message}; ${refusal.advice}`);
}
