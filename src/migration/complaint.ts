import { systemRegisterNameByQemu } from './stream/index.js';

/** What QEMU says beside its reason: that the load has failed, and with which error number. */
const echo = /^load of migration failed|^error while loading state for instance|^load state failed/i;

/** Words of QEMU's that name no cause by themselves, and what they mean. */
const meanings: readonly { readonly words: RegExp; readonly means: string }[] = [
  {
    // target/arm/machine.c: VMSTATE_INT32_POSITIVE_LE of the destination's own number of registers.
    words: /cpreg_vmstate_array_len/,
    means: "the vCPU comes with more system registers than the destination's has",
  },
  {
    // target/arm/machine.c, cpu_post_load, returns -1 for a register that there is not, and for a value that cannot be written.
    words: /device 'cpu'[^]*Operation not permitted/,
    means:
      "the vCPU comes with a system register that the destination's does not have, or cannot give such a value",
  },
];

/**
 * Why a destination did not take a VM in, in a few words: QEMU's own, with names for the numbers of Arm's system registers, and
 * with what they mean where they do not say it.
 *
 * @param errors - what it said on stderr, oldest first, without warnings; with its name in front or not
 */
export function tellComplaint(errors: readonly string[]): string {
  const said = [...new Set(errors.map((line) => withRegisterNames(line.replace(/^qemu[\w-]*: /, ''))))];
  const specific = said.filter((line) => !echo.test(line));
  const words = (specific.length > 0 ? specific : said.slice(0, 1)).slice(0, 2).join('; ');
  const meaning = meanings.find((one) => one.words.test(said.join('\n')))?.means;
  if (meaning === undefined) return words;
  return `${words} (${meaning})`;
}

/** QEMU's number of a system register, and KVM's. */
const registers = /\b(?:system register|cpreg(?: index)?|register) (0x[0-9a-f]{6,16})\b/gi;

/** `system register 0x1013c030` becomes `system register ID_AA64ISAR0_EL1`. */
function withRegisterNames(text: string): string {
  return text.replaceAll(registers, (whole, number: string) =>
    whole.replace(number, systemRegisterNameByQemu(BigInt(number))),
  );
}
