import { writeScript } from '../../../src/handover/script/write-script.js';
import { describeStep, equipmentOf, type Arch, type Walk } from '../../../src/model/index.js';
import { operations } from '../../../src/operations/index.js';
import { expandScenario, parseScenario } from '../../../src/scenario/index.js';

/** The script for a finding at the last step of a walk. */
export function scriptOf(
  walk: Walk,
  finding: { kind?: string; message?: string; expected?: string } = {},
): string {
  const { vcpus, maxVcpus, ramMib, arch } = walk.shape;
  const step = walk.steps.length - 1;
  const last = walk.steps[step];
  return writeScript({
    walk,
    machine: {
      ...{ qemu: 'qemu', arch, accelerator: 'tcg', vcpus, maxVcpus, ramMib },
      ...{ kernel: 'kernel', initrd: 'initrd', append: 'console=ttyAMA0', equipment: [...equipmentOf(walk)] },
    },
    finding: {
      ...{ kind: 'state-mismatch', message: 'it is wrong', step, stepText: last ? describeStep(last) : '' },
      ...finding,
    },
    foundWith: 'QEMU 7.2',
  });
}

/** @param steps - as in a scenario */
export function walkOf(steps: string, arch: Arch = 'aarch64'): Walk {
  const text = `proves: x\nmachine: { vcpus: 4 }\nsteps: ${steps}\n`;
  const [only] = expandScenario(parseScenario('x.yaml', text, operations), arch);
  if (!only) throw new Error('no walk');
  return only.walk;
}
