import type { OperationModel, VmModel, Walk } from '../../model/index.js';
import { shellQuote } from '../../qemu/index.js';
import { UsageError } from '../../support/errors.js';

/** Where on its walk a step is scripted. */
export interface ScriptedStep {
  /** What the VM must look like before it and after it. */
  readonly before: VmModel;
  readonly after: VmModel;
  /** Whether QEMU or the guest's kernel must say no to it. */
  readonly refused: boolean;
  /** What is done in the middle of it, as lines. */
  readonly meanwhile: readonly string[];
  /** The whole walk, for what depends on the other steps. */
  readonly walk: Walk;
  /** From 1, over all steps and those in their middle: for the names of files. */
  readonly number: number;
}

/**
 * How an operation is done by a shell alone: lines that call the functions of the script's library.
 *
 * @throws {@link CannotBeScripted} where a shell has no means for it
 */
export type ScriptForm<Parameters> = (parameters: Parameters, step: ScriptedStep) => readonly string[];

/** Why a walk has no script: a shell cannot do one of its steps, or see what is wrong. */
export class CannotBeScripted extends UsageError {}

/** The parameters of an operation's model. */
type ParametersOf<Model> = Model extends OperationModel<infer Parameters> ? Parameters : never;

/** For each of a module's exports that is an operation's model, its form. One without a form is a type error. */
export type FormsOf<Module> = {
  readonly [
    Name in keyof Module as Module[Name] extends Pick<OperationModel, 'name' | 'summary' | 'example'>
      ? Name
      : never
  ]: ScriptForm<ParametersOf<Module[Name]>>;
};

/** A line that has QEMU do something; or, where it must be refused, that sees to that. */
export function qmpLine(
  command: string,
  args: Readonly<Record<string, unknown>> | undefined,
  { refused = false, to = '$vm' }: { readonly refused?: boolean; readonly to?: string } = {},
): string {
  const message = JSON.stringify({ execute: command, ...(args && { arguments: args }) });
  return folded(`${refused ? 'qmp_no' : 'qmp'} ${to} ${shellQuote([spaced(message)])}`);
}

/** A line that has the guest's shell do something; or that sees that its kernel refuses it. */
export function guestLine(command: string, refused = false): string {
  return `${refused ? 'guest_no' : 'guest'} ${shellQuote([command])}`;
}

/** How wide a line for people may be, with what may stand before it. */
const width = 116;

/** Goes on in another line between the members of what is JSON in it, where the line is too wide: that is blank to QMP. */
function folded(line: string): string {
  const members = line.match(/(?:"(?:[^"\\]|\\.)*"|[^",]|,(?! ))+(?:, )?|, /g) ?? [line];
  const lines: string[] = [];
  for (const member of members) {
    const last = lines.at(-1);
    if (last !== undefined && `${last}${member}`.trimEnd().length <= width)
      lines.splice(-1, 1, `${last}${member}`);
    else lines.push(lines.length === 0 ? member : `    ${member}`);
  }
  return lines.map((one) => one.trimEnd()).join('\n');
}

/** As people write JSON. No text of ours holds these characters. */
function spaced(json: string): string {
  return json.replaceAll('":', '": ').replaceAll(',"', ', "').replaceAll('},{', '}, {');
}
