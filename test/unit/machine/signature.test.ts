import { expect } from 'chai';
import { signatureOf } from '../../../src/machine/index.js';

describe('signatureOf', () => {
  const cases: Record<string, [lines: string[], signature: string]> = {
    "glibc's assert": [
      [
        "qemu-system-aarch64: ../migration/savevm.c:1234: qemu_loadvm_state: Assertion `mis->state == 3' failed.",
      ],
      'migration/savevm.c: mis->state == 3',
    ],
    "glibc's assert, quotes and parentheses in the expression": [
      [
        "qemu-system-x86_64: ../hw/core/qdev.c:17: f: Assertion `!strcmp(a, \"b\") && (c->d[1] != 'x')' failed.",
      ],
      `hw/core/qdev.c: !strcmp(a, "b") && (c->d[1] != 'x')`,
    ],
    "glibc's assert, in a build with absolute paths": [
      ["qemu-system-x86_64: /build/qemu-XyZ/qemu-7.2+dfsg/hw/core/qdev.c:99: f: Assertion `dev' failed."],
      'hw/core/qdev.c: dev',
    ],
    "musl's assert": [
      ['Assertion failed: level <= 9 (../target/arm/helper.c: arm_el: 77)'],
      'target/arm/helper.c: level <= 9',
    ],
    g_assert: [
      [
        '**',
        'ERROR:../qom/object.c:714:object_new_with_type: assertion failed: (type != NULL)',
        'Bail out! ERROR:../qom/object.c:714:object_new_with_type: assertion failed: (type != NULL)',
      ],
      'qom/object.c: type != NULL',
    ],
    'g_assert_cmpint, whose values differ': [
      ['ERROR:../hw/intc/arm_gicv3_common.c:55:gicv3_pre_save: assertion failed (s->num_cpu == n): (3 == 4)'],
      'hw/intc/arm_gicv3_common.c: s->num_cpu == n',
    ],
    g_assert_not_reached: [
      ['ERROR:../accel/tcg/cpu-exec.c:948:cpu_exec: code should not be reached'],
      'accel/tcg/cpu-exec.c: cpu_exec: code should not be reached',
    ],
    'an error that reached error_abort': [
      [
        'Unexpected error in object_property_find_err() at ../qom/object.c:1304:',
        "qemu-system-aarch64: Property 'cortex-a72-arm-cpu.x' not found",
      ],
      'qom/object.c: error_abort in object_property_find_err',
    ],
    'a hardware error': [
      ['qemu: hardware error: pl011_read: Bad offset 0x1f8'],
      'hardware error: pl011_read: Bad offset 0x…',
    ],
    'warnings before it': [
      [
        'qemu-system-aarch64: warning: host memory: 12 MiB',
        "qemu-system-aarch64: ../util/qemu-thread-posix.c:80: qemu_mutex_lock: Assertion `mutex->initialized' failed.",
      ],
      'util/qemu-thread-posix.c: mutex->initialized',
    ],
  };

  for (const [name, [lines, signature]] of Object.entries(cases)) {
    it(`knows ${name}`, () => {
      expect(signatureOf(lines)).to.equal(signature);
    });
  }

  it('is the same from another line of the file', () => {
    const at = (line: number) => signatureOf([`qemu: ../a/b.c:${line}: f: Assertion \`x' failed.`]);
    expect(at(12)).to.equal(at(3456));
  });

  it('is nothing for words that tell of no fault within QEMU', () => {
    expect(signatureOf(["qemu-system-aarch64: could not load kernel 'x'"])).to.equal(undefined);
    expect(signatureOf([])).to.equal(undefined);
  });
});
