/** An awk statement that sums up into `sum`, in integers and floating point. {@link knownSum} is what must come out. */
export function sumInAwk(rounds: number): string {
  return `sum = 0; for (i = 1; i <= ${rounds}; i++) sum += i / 7 + 1 / i`;
}

/** The result with six decimals: awk and JavaScript have the same doubles, and round them alike. */
export function knownSum(rounds: number): string {
  let sum = 0;
  for (let i = 1; i <= rounds; i++) sum += i / 7 + 1 / i;
  return sum.toFixed(6);
}
