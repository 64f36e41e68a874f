/**
 * The words of compilers, linkers, make and shells for what says nothing about the sources: no room, no memory, a disk that
 * fails, somebody's kill.
 */
const machine = [
  /No space left on device|Disk quota exceeded|Read-only file system|Input\/output error|Stale file handle/,
  /Cannot allocate memory|virtual memory exhausted|memory exhausted|LLVM ERROR: out of memory/i,
  /Too many open files|fork: .*Resource temporarily unavailable|Cannot fork/,
  // gcc and its linker; cargo; make of a recipe; a shell, with or without the child's number.
  /Killed signal terminated program|internal compiler error: Killed|terminated with signal (?:9|15) |signal: (?:9|15), SIG/,
  /^make(?:\[\d+\])?: \*\*\* .*\] (?:Killed|Terminated|Interrupt|Error (?:130|137|143))$/m,
  /^(?:\S+: (?:line )?\d+: +(?:\d+ )?)?(?:Killed|Terminated)(?: {2,}.*)?$/m,
  /^ninja: build stopped: interrupted by user/m,
];

/** The words of git, ssh, curl, wget, Python and cargo for a network that does not answer, or a server that is down. */
const network = [
  /Could not resolve (?:host|proxy)|Temporary failure in name resolution|Name or service not known|unable to resolve host/,
  /Connection (?:timed out|refused|reset by peer|closed by remote host)|Operation timed out|Read timed out/,
  /Network is unreachable|No route to host|Failed to connect to|Failed to establish a new connection/,
  /Could not read from remote repository|the remote end hung up|RPC failed; |kex_exchange_identification/i,
  /returned error: (?:429|5\d\d)|HTTP Error (?:429|5\d\d)|gnutls_handshake\(\) failed|SSL_ERROR_SYSCALL|TLS connection was/,
];

/** What a compiler has against a line of the sources; a header that is not there may be one that was not fetched. */
const sourceError =
  /^\S+:\d+(?::\d+)?: (?:fatal )?error: (?!.*No such file or directory).*$|undefined reference to/gm;

/** A line of the sources, as compilers quote them below what they say: `   12 |   error("Connection refused")`. */
const quotation = /^\s*\d*\s*\|.*$/gm;

/** Less, and a compiler's complaint about it found no room either. */
const leastFreeBytes = 1 << 20;

/**
 * Whether a build that failed was broken off by its surroundings.
 *
 * @param said - all that it said
 * @param freeBytes - what room there is where it was built
 * @returns their words, and what to do; nothing when it is the sources that do not build
 */
export function brokenOffBy(said: string, freeBytes: number): string | undefined {
  const own = said.replaceAll(quotation, '');
  const unfit = lineOf(own, machine);
  if (unfit !== undefined) return unfit;
  if (freeBytes < leastFreeBytes) return 'the disk is full';
  // A fetch that fails and is done without is told as well: what ended the build comes last.
  const last = [...own.matchAll(sourceError)].at(-1);
  const offline = lineOf(last ? own.slice(last.index + last[0].length) : own, network);
  return offline === undefined
    ? undefined
    : `${offline} (submodules that your checkout has need no network: git submodule update --init there)`;
}

function lineOf(said: string, patterns: readonly RegExp[]): string | undefined {
  const places = patterns.flatMap((pattern) => pattern.exec(said)?.index ?? []);
  if (places.length === 0) return undefined;
  const first = Math.min(...places);
  const start = said.lastIndexOf('\n', first - 1) + 1;
  return said.slice(start).split('\n', 1)[0]?.trim().slice(0, 300);
}
