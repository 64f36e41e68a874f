import type { Command } from 'commander';
import type { LabOptions } from '../lab/index.js';
import { countFrom1 } from './option-values.js';

/** What was said on the command line of a lab. */
export interface LabFlags {
  readonly labKernel?: string;
  readonly labModules?: string;
  readonly labQemu?: readonly string[];
  readonly labVcpus?: number;
  readonly labMemory?: number;
  readonly labOuterQemu?: string;
}

/** The options that say which lab is meant. */
export function addLabOptions(command: Command): Command {
  return command
    .option(
      '--lab-kernel <kernel>',
      "the lab's kernel: 6.1, 6.12, … of Debian, or the file of an arm64 Image (default: this Debian's)",
    )
    .option('--lab-modules <dir>', 'lib/modules/RELEASE of a kernel file whose drivers are modules')
    .option('--lab-qemu <version...>', "QEMUs in it: 7.2 10.0 11.1 (default: this Debian's)")
    .option('--lab-vcpus <n>', 'its processors; guests with more vCPUs are slow (default: 2)', countFrom1)
    .option('--lab-memory <mib>', 'its memory (default: 2048)', countFrom1)
    .option(
      '--lab-outer-qemu <qemu>',
      'the QEMU that emulates it, as after run --qemu (default: on the PATH)',
    );
}

export function labOptions(flags: LabFlags): LabOptions {
  return {
    kernel: flags.labKernel,
    modules: flags.labModules,
    qemus: flags.labQemu,
    vcpus: flags.labVcpus,
    memoryMib: flags.labMemory,
    outerQemu: flags.labOuterQemu,
  };
}
