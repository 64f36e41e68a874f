/** What a line on the guest's console tells about its kernel. */
export type ConsoleSign = 'panic' | 'complaint';

const panic = 'Kernel panic - not syncing';

/**
 * What a healthy guest never prints, however slow the host. RCU stalls and soft lockups are not among them: a TCG guest
 * on a busy host may print them, and a vCPU that is really stuck is caught by the probe of each vCPU.
 */
const complaints = [
  /\bkernel BUG at\b/,
  /\bBUG: (?!soft lockup|workqueue lockup)/,
  /\bOops\b/,
  /\bInternal error:/,
  /\bUnable to handle kernel\b/,
  /\bWARNING: CPU:/,
  /\bpsci: failed to (boot|kill|suspend)\b/,
  /\bCPU\d+:? (failed to (come online|boot)|failed in unknown state|is stuck|may not have shut down cleanly)/,
  /\bsmpboot: do_boot_cpu failed\b/,
  /\bsegfault at\b|\bunhandled (signal|exception)\b/,
];

/** The first line that a Linux kernel prints (init/version.c, linux_banner), whatever it then boots into. */
export function isKernelBanner(line: string): boolean {
  return /\bLinux version \d/.test(line);
}

/** What tells of a vCPU that did nothing for long: a bug, or a host that gave it no time. Told as evidence alone. */
const stalls = [
  /\bsoft lockup\b/,
  /\bworkqueue lockup\b/,
  /\brcu\b.*\b(stall|self-detected|starved)/,
  /\bblocked for more than \d+ seconds\b/,
];

/** Whether a line tells of a vCPU or a process that stood still. */
export function tellsOfStall(line: string): boolean {
  return stalls.some((pattern) => pattern.test(line));
}

/** Reads one line of the kernel's log. */
export function consoleSign(line: string): ConsoleSign | undefined {
  if (line.includes(panic)) return 'panic';
  return complaints.some((pattern) => pattern.test(line)) ? 'complaint' : undefined;
}

/** A kernel message without what differs between two sightings: timestamps, numbers, addresses. */
export function stableMessage(line: string): string {
  return line
    .replace(/^\[\s*\d+\.\d+\](\[\s*[CT]\d+\])?\s*/, '')
    .replaceAll(/\b0x[0-9a-f]+\b|\b[0-9a-f]{8,16}\b/gi, 'X')
    .replaceAll(/\d+/g, 'N')
    .trim();
}
