import { expect } from 'chai';
import fc from 'fast-check';
import {
  firstRefusal,
  loadKinds,
  notLaunched,
  onlineVcpus,
  type MachineShape,
  type OperationModel,
  type Step,
  type VmModel,
  type Walk,
} from '../../../src/model/index.js';
import { modelOperations } from '../../helpers/model-operations.js';

const shapes = fc
  .record({
    arch: fc.constantFrom('aarch64' as const, 'x86_64' as const),
    vcpus: fc.integer({ min: 1, max: 6 }),
    free: fc.nat({ max: 3 }),
  })
  .map(({ arch, vcpus, free }) => ({ arch, vcpus, maxVcpus: vcpus + free, ramMib: 512 }));

/** Steps of any kind, allowed or not, on machines of any shape. */
const anyWalks: fc.Arbitrary<Walk> = shapes.chain((shape) => {
  const vcpu = fc.integer({ min: 0, max: shape.maxVcpus - 1 });
  const step = fc
    .constantFrom(...modelOperations.values())
    .chain((operation) =>
      parametersFor(operation, vcpu, shape).map((parameters): Step => ({ operation, parameters })),
    );
  return fc.record({ shape: fc.constant(shape), steps: fc.array(step, { maxLength: 40 }) });
});

function parametersFor(
  operation: OperationModel,
  vcpu: fc.Arbitrary<number>,
  shape: MachineShape,
): fc.Arbitrary<unknown> {
  const { name } = operation;
  if (name === 'stop-and-cont') return fc.integer({ min: 1, max: 3 });
  if (name === 'reset') return fc.record({ times: fc.integer({ min: 1, max: 3 }) });
  if (['reboot', 'poweroff', 'panic', 'watchdog'].includes(name)) {
    const way = fc.record({
      from: vcpu,
      by: fc.constantFrom('sysrq', 'panic', 'acpi'),
      action: fc.constantFrom('reset', 'pause'),
    });
    // Each reads the fields that it knows.
    return way.map(({ from, by, action }) => {
      const written = { reboot: { from, by }, watchdog: { action } }[name] ?? { from };
      return operation.parameters(shape).parse(written);
    });
  }
  if (name === 'offline' || name === 'online' || name === 'unplug') return vcpu;
  if (name === 'plug') return vcpu.map((number) => ({ vcpu: number, id: `vcpu${number}`, isSlot: true }));
  if (name === 'toggle') return fc.record({ vcpus: vcpu, times: fc.constant(1), from: fc.constant('one') });
  if (name === 'load') return fc.constantFrom(...loadKinds);
  if (name === 'migrate-in-vain') return fc.constant({ via: 'unix', because: 'fewer-vcpus' });
  if (name.startsWith('snapshot-')) return fc.constantFrom('one', 'other');
  return fc.constant(name === 'migrate' ? { via: 'file' } : undefined);
}

interface Taken {
  readonly before: VmModel;
  readonly step: Step;
  readonly after: VmModel;
}

/** The walk without the steps that are refused, as it goes from model to model. */
function takeAllowed({ shape, steps }: Walk): Taken[] {
  let model = notLaunched(shape);
  const boot = modelOperations.get('boot');
  const all = boot ? [{ operation: boot, parameters: undefined }, ...steps] : steps;
  return all.flatMap((step) => {
    if (step.operation.refusal(model, step.parameters)) return [];
    const before = model;
    model = step.operation.expected(before, step.parameters);
    return [{ before, step, after: model }];
  });
}

function forEveryStep(check: (taken: Taken) => void): void {
  fc.assert(fc.property(anyWalks, (walk) => takeAllowed(walk).forEach(check)));
}

describe('on every allowed walk', () => {
  it('a migration changes nothing', () => {
    forEveryStep(({ before, step, after }) => {
      if (step.operation.name === 'migrate') expect(after).to.deep.equal(before);
    });
  });

  it('a reset brings every present vCPU online, and is one boot more', () => {
    forEveryStep(({ before, step, after }) => {
      if (step.operation.name !== 'reset' || before.runstate !== 'running') return;
      expect(after.vcpus.every(({ present, online }) => online === present)).to.equal(true);
      expect(after.boots).to.equal(before.boots + 1);
    });
  });

  it('a reset of a VM that does not run leaves only the boot vCPU on, and the boot to the next cont', () => {
    forEveryStep(({ before, step, after }) => {
      if (step.operation.name === 'reset' && before.runstate !== 'running') {
        expect(onlineVcpus(after)).to.deep.equal([0]);
        expect(after).to.include({ runstate: 'prelaunch', boots: before.boots });
      }
      if (step.operation.name === 'cont' && before.runstate === 'prelaunch') {
        expect(after.vcpus.every(({ present, online }) => online === present)).to.equal(true);
        expect(after).to.include({ runstate: 'running', boots: before.boots + 1 });
      }
    });
  });

  it('a running VM boots once more exactly where QEMU must tell of a reset', () => {
    forEveryStep(({ before, step, after }) => {
      if (before.runstate !== 'running') return;
      const { RESET } = step.operation.events(before, step.parameters);
      expect(after.boots - before.boots).to.equal(RESET > 0 ? 1 : 0);
    });
  });

  it('at least one vCPU is online, and only present ones are', () => {
    forEveryStep(({ after }) => {
      expect(onlineVcpus(after)).not.to.deep.equal([]);
      expect(after.vcpus.every(({ present, online }) => present || !online)).to.equal(true);
    });
  });

  it('offline and online change that vCPU alone', () => {
    forEveryStep(({ before, step, after }) => {
      if (!['offline', 'online'].includes(step.operation.name)) return;
      const changed = after.vcpus.flatMap((vcpu, index) =>
        vcpu.online === before.vcpus[index]?.online ? [] : [index],
      );
      expect(changed).to.deep.equal([step.parameters]);
    });
  });

  it('plug and unplug change that vCPU alone, and the boot vCPU stays', () => {
    forEveryStep(({ before, step, after }) => {
      const present = ({ vcpus }: VmModel) => vcpus.map((vcpu) => vcpu.present);
      const name = step.operation.name;
      if (name === 'plug' || name === 'unplug') {
        const { vcpu } = (name === 'plug' ? step.parameters : { vcpu: step.parameters }) as { vcpu: number };
        expect(after.vcpus.toSpliced(vcpu, 1)).to.deep.equal(before.vcpus.toSpliced(vcpu, 1));
      } else if (!['boot', 'cont', 'snapshot-load'].includes(name)) {
        expect(present(after)).to.deep.equal(present(before));
      }
      expect(after.vcpus[0]?.present).to.equal(true);
    });
  });

  it('the shape stays, and the model before a step is not changed by it', () => {
    forEveryStep(({ before, step, after }) => {
      const copy = structuredClone(before);
      const again = step.operation.expected(before, step.parameters);
      expect(before).to.deep.equal(copy);
      expect(again).to.deep.equal(after);
      expect(after.shape).to.equal(before.shape);
    });
  });

  it('a step whose VM stops or resumes says so in its events', () => {
    forEveryStep(({ before, step, after }) => {
      const { STOP, RESUME } = step.operation.events(before, step.parameters);
      const runs = (model: VmModel) => (model.runstate === 'running' ? 1 : 0);
      // QEMU starts a fresh machine without a RESUME.
      if (step.operation.name !== 'boot') expect(runs(before) - STOP + RESUME).to.equal(runs(after));
    });
  });
});

describe('firstRefusal', () => {
  it('names the first step that its operation refuses, with the same reason', () => {
    fc.assert(
      fc.property(anyWalks, (walk) => {
        const refused = firstRefusal(walk);
        let model = notLaunched(walk.shape);
        for (const { operation, parameters } of walk.steps.slice(0, refused?.index)) {
          expect(operation.refusal(model, parameters)).to.equal(undefined);
          model = operation.expected(model, parameters);
        }
        const step = refused && walk.steps[refused.index];
        const refusal = step?.operation.refusal(model, step.parameters);
        // What QEMU would refuse is a mistake where the step does not say so.
        if (refusal?.because === 'refused') expect(refused?.refusal.because).to.equal('mistake');
        else expect(refusal).to.deep.equal(refused?.refusal);
      }),
    );
  });

  it('finds nothing in a walk out of which the refused steps were taken', () => {
    fc.assert(
      fc.property(anyWalks, ({ shape, steps }) => {
        const allowed = takeAllowed({ shape, steps }).map(({ step }) => step);
        expect(firstRefusal({ shape, steps: allowed })).to.equal(undefined);
      }),
    );
  });
});
