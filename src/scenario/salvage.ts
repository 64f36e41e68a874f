import { choiceSchema, machineSchema } from './schema.js';
import type { Choices } from './matrix.js';
import type { ScenarioMachine } from './scenario.js';

/** `machine:` as far as the steps need it, though something else in it is wrong. */
export function salvageMachine(machine: unknown): ScenarioMachine | undefined {
  if (typeof machine !== 'object' || machine === null) return undefined;
  const { vcpus, slots, arch } = machine as Record<string, unknown>;
  const readable = [{ vcpus, slots, arch }, { vcpus, slots }, { vcpus, arch }, { vcpus }];
  return readable.map((part) => machineSchema.safeParse(part).data).find(Boolean);
}

/** The parameters of `with:`, each with those of its values that can be used. */
export function salvageChoices(written: unknown): Choices {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return {};
  return Object.fromEntries(
    Object.entries(written).map(([parameter, values]) => [
      parameter,
      (Array.isArray(values) ? values : []).flatMap((value) => choiceSchema.safeParse(value).data ?? []),
    ]),
  );
}
