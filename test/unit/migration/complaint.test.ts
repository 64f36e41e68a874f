import { expect } from 'chai';
import { tellComplaint } from '../../../src/migration/index.js';

describe("a destination's complaint", () => {
  it("names an Arm register by its name where QEMU has a number (11.1's words)", () => {
    const words = tellComplaint([
      'qemu-system-aarch64: handle_cpreg_only_in_incoming_stream: system register 0x1013c030 in the incoming stream but unknown on the destination: fail migration',
      "qemu-system-aarch64: load of migration failed: Invalid argument: error while loading state for instance 0x0 of device 'cpu': post load hook failed for: cpu, version_id: 22, minimum_version: 22, ret: -1",
    ]);
    expect(words).to.equal(
      'handle_cpreg_only_in_incoming_stream: system register ID_AA64ISAR0_EL1 in the incoming stream but unknown on the destination: fail migration',
    );
    expect(tellComplaint(['system register 0x200f3a00 in the incoming stream'])).to.contain(
      'system register PAR in',
    );
    expect(tellComplaint(['cpreg 0x603000000013c080 failed'])).to.contain('cpreg SCTLR_EL1 failed');
  });

  it("says what a list's length means (7.2 into 5.2), and what no words at all do (5.2 into 7.2)", () => {
    expect(
      tellComplaint([
        'qemu-system-aarch64: Invalid value 258 expecting positive value <= 228',
        'qemu-system-aarch64: Failed to load cpu:cpreg_vmstate_array_len',
        "qemu-system-aarch64: error while loading state for instance 0x0 of device 'cpu'",
        'qemu-system-aarch64: load of migration failed: Invalid argument',
      ]),
    ).to.equal(
      "Invalid value 258 expecting positive value <= 228; Failed to load cpu:cpreg_vmstate_array_len (the vCPU comes with more system registers than the destination's has)",
    );
    expect(
      tellComplaint([
        "qemu-system-aarch64: error while loading state for instance 0x0 of device 'cpu'",
        'qemu-system-aarch64: load of migration failed: Operation not permitted',
      ]),
    ).to.match(
      /device 'cpu' \(the vCPU comes with a system register that the destination's does not have, or cannot give such a value\)$/,
    );
  });

  it('is left as it is where it is plain', () => {
    const words = [
      "qemu-system-x86_64: Unknown savevm section or instance 'x' 0",
      'qemu-system-x86_64: load of migration failed: Invalid argument',
    ];
    expect(tellComplaint(words)).to.equal("Unknown savevm section or instance 'x' 0");
    expect(tellComplaint([])).to.equal('');
  });
});
