/** The escape sequences of ECMA-48 that firmware and kernels print: CSI, OSC, and the short ones. */
const escapeSequence = new RegExp(
  [
    String.raw`\u001b\[[0-?]*[ -/]*[@-~]`,
    String.raw`\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)`,
    String.raw`\u001b[ -/]*[0-~]`,
  ].join('|'),
  'g',
);

/** A line as a person reads it: without colours, cursor movements and carriage returns. */
export function plainText(line: string): string {
  return line.replace(escapeSequence, '').replaceAll('\r', '');
}
