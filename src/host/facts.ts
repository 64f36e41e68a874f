/** What a host is. Each is read there, none is guessed; what it does not tell is undefined. */
export interface HostFacts {
  /** As `uname -m` says: `aarch64`, `x86_64`. */
  readonly architecture: string;
  /** As `uname -r` says. */
  readonly kernel: string;
  /** The name of its distribution, with the version: PRETTY_NAME of /etc/os-release. */
  readonly system: string | undefined;
  /** Changes with each start of the host. */
  readonly bootId: string | undefined;
  readonly pageBytes: number | undefined;
  /** The first CPU of /proc/cpuinfo: its model's name, or on Arm implementer, part, variant and revision. */
  readonly cpuModel: string | undefined;
  readonly cores: number;
  /** Memory that is available, in bytes. */
  readonly availableBytes: number | undefined;
  /** The version of its interrupt controller, on Arm. */
  readonly gic: string | undefined;
  /** Whether /dev/kvm can be opened: a guest may still not run on it. */
  readonly kvm: 'opens' | 'may not be opened' | 'is not there';
}

/**
 * A shell script that prints the facts, a line each: a name, a blank, and a value that may be missing. No more than a POSIX
 * shell and /proc is needed.
 */
export const factsScript = `
echo "architecture $(uname -m)"
echo "kernel $(uname -r)"
echo "system $([ ! -r /etc/os-release ] || (. /etc/os-release; echo "$PRETTY_NAME"))"
read -r id </proc/sys/kernel/random/boot_id; echo "bootId $id"
echo "pageBytes $(getconf PAGESIZE 2>/dev/null || getconf PAGE_SIZE 2>/dev/null)"
name= implementer= part= variant= revision= cores=0
while IFS=: read -r key value; do
  value=\${value# }
  case $key in
    processor*) cores=$((cores + 1)) ;;
    'model name'*) name=\${name:-$value} ;;
    'CPU implementer'*) implementer=\${implementer:-$value} ;;
    'CPU part'*) part=\${part:-$value} ;;
    'CPU variant'*) variant=\${variant:-$value} ;;
    'CPU revision'*) revision=\${revision:-$value} ;;
  esac
done </proc/cpuinfo
[ -n "$name" ] || [ -z "$part" ] || name="implementer $implementer part $part variant $variant revision $revision"
echo "cpuModel $name"
echo "cores $cores"
while read -r key value unit; do
  case $key in MemAvailable:) echo "availableBytes $((value * 1024))" ;; esac
done </proc/meminfo
while read -r line; do
  case $line in
    *GICv4*) echo 'gic 4'; break ;;
    *GICv3*) echo 'gic 3'; break ;;
    *GICv2*|*GIC-0*) echo 'gic 2'; break ;;
  esac
done </proc/interrupts
if [ ! -e /dev/kvm ]; then echo "kvm is not there"
elif (: <>/dev/kvm) 2>/dev/null; then echo "kvm opens"
else echo "kvm may not be opened"
fi
`;

/** Reads what {@link factsScript} printed. */
export function parseFacts(text: string): HostFacts {
  const told = new Map(
    text.split('\n').map((line): [string, string] => {
      const at = line.indexOf(' ');
      return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1).trim()];
    }),
  );
  const textOf = (name: string) => (told.get(name) === '' ? undefined : told.get(name));
  const numberOf = (name: string) => (textOf(name) === undefined ? undefined : Number(textOf(name)));
  return {
    architecture: textOf('architecture') ?? 'unknown',
    kernel: textOf('kernel') ?? 'unknown',
    system: textOf('system'),
    bootId: textOf('bootId'),
    pageBytes: numberOf('pageBytes'),
    cpuModel: textOf('cpuModel'),
    cores: Math.max(1, numberOf('cores') ?? 1),
    availableBytes: numberOf('availableBytes'),
    gic: textOf('gic'),
    kvm: (textOf('kvm') as HostFacts['kvm'] | undefined) ?? 'is not there',
  };
}
