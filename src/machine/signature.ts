/**
 * The top folders of QEMU's sources that a path in a message begins with. What comes before them differs from build to
 * build: `../`, `/build/qemu-abc123/qemu-7.2+dfsg/`.
 */
const sourceFolders =
  'accel|audio|authz|backends|block|chardev|crypto|disas|dump|ebpf|fpu|fsdev|gdbstub|hw|include|io|job|migration|monitor|' +
  'nbd|net|plugins|qapi|qga|qobject|qom|replay|scsi|semihosting|softmmu|stubs|system|target|tcg|trace|ui|util';

/** How each library and QEMU itself words that something is wrong within QEMU. */
const complaints: readonly { readonly pattern: RegExp; readonly signature: (groups: Groups) => string }[] = [
  {
    // assert() of glibc: file:line: function: Assertion `expression' failed.
    pattern: /(?<file>[^\s:]+\.[ch](?:\.inc)?):\d+: (?:.*?: )?Assertion [`'](?<what>.*)' failed/,
    signature: ({ file, what }) => `${sourcePath(file)}: ${what}`,
  },
  {
    // assert() of musl: Assertion failed: expression (file: function: line)
    pattern: /Assertion failed: (?<what>.*) \((?<file>[^\s:]+\.[ch](?:\.inc)?): .*: \d+\)/,
    signature: ({ file, what }) => `${sourcePath(file)}: ${what}`,
  },
  {
    // g_assert_cmpint() and its like add the values: assertion failed (a == b): (1 == 2)
    pattern: /ERROR:(?<file>[^\s:]+):\d+:[^:]*: assertion failed \((?<what>.*?)\): \(.*\)/,
    signature: ({ file, what }) => `${sourcePath(file)}: ${what}`,
  },
  {
    // g_assert()
    pattern: /ERROR:(?<file>[^\s:]+):\d+:[^:]*: assertion failed: \((?<what>.*)\)/,
    signature: ({ file, what }) => `${sourcePath(file)}: ${what}`,
  },
  {
    // g_assert_not_reached() and g_error()
    pattern: /ERROR:(?<file>[^\s:]+):\d+:(?<function>[^:]*): (?<what>.+)/,
    signature: ({ file, function: name, what }) => `${sourcePath(file)}: ${name}: ${withoutNumbers(what)}`,
  },
  {
    // An error that reached &error_abort; what it says is on the next line.
    pattern: /Unexpected error in (?<function>\w+)\(\) at (?<file>[^\s:]+):\d+:/,
    signature: ({ file, function: name }) => `${sourcePath(file)}: error_abort in ${name}`,
  },
  {
    pattern: /(?<file>[^\s:]+\.[ch](?:\.inc)?):\d+: tcg fatal error/,
    signature: ({ file }) => `${sourcePath(file)}: tcg fatal error`,
  },
  {
    pattern: /qemu: (?<what>(?:hardware error|fatal): .*)/,
    signature: ({ what }) => withoutNumbers(what),
  },
];

type Groups = Record<'file' | 'what' | 'function', string>;

/**
 * What QEMU said was wrong within itself, in a form that is the same for each sighting of one bug, from build to build: for an assertion
 * its file and expression, without line, addresses and values. Nothing when its words name no such thing.
 */
export function signatureOf(lastWords: readonly string[]): string | undefined {
  for (const line of lastWords) {
    for (const { pattern, signature } of complaints) {
      const groups = pattern.exec(line)?.groups as Groups | undefined;
      if (groups) return signature(groups).replaceAll(/\s+/g, ' ').trim();
    }
  }
  return undefined;
}

/** What QEMU reported as errors, without warnings and what others (libraries, a wrapper script) said; or else everything. */
export function errorLines(lastWords: readonly string[]): readonly string[] {
  const errors = lastWords.filter(
    (line) => /^qemu[\w-]*: /.test(line) && !/^\S+ (?:\S.*: )?(?:warning|info): /.test(line),
  );
  return errors.length > 0 ? errors : lastWords;
}

/**
 * The line that tells why QEMU ended by itself, made stable. The first of its errors is the specific one ("error while
 * loading state for … device 'cpu'"); what follows is its echo ("load of migration failed").
 */
export function exitReasonOf(lastWords: readonly string[]): string | undefined {
  const line = errorLines(lastWords)[0];
  return line === undefined ? undefined : withoutNumbers(line.replace(/^qemu[\w-]*: /, ''));
}

function sourcePath(file: string): string {
  const known = new RegExp(String.raw`(?:^|/)((?:${sourceFolders})/.*)$`).exec(file)?.[1];
  return known ?? file.slice(file.lastIndexOf('/') + 1);
}

function withoutNumbers(text: string): string {
  return text.replaceAll(/0x[\da-f]+/gi, '0x…').replaceAll(/\b\d+\b/g, 'N');
}
