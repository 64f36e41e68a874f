/** One way to try an operation. */
export interface Choice<Parameters = unknown> {
  readonly parameters: Parameters;
  /** How often it is tried, compared with the operation's other ways; 1 when left out. */
  readonly weight?: number;
}

/** For operations that can be done in one way only. */
export const onlyChoice: readonly Choice<undefined>[] = [{ parameters: undefined }];

/** Each of them as often as the others. */
export function equally<Parameters>(...parameters: readonly Parameters[]): Choice<Parameters>[] {
  return parameters.map((one) => ({ parameters: one }));
}

/** All of them together so often. */
export function together<Parameters>(
  weight: number,
  parameters: readonly Parameters[],
): Choice<Parameters>[] {
  return parameters.map((one) => ({ parameters: one, weight: weight / parameters.length }));
}
