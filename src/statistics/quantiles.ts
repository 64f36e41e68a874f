import { incompleteBeta, solve } from './special-functions.js';

/** The distribution function of Student's t. @param degrees - of freedom, above 0 */
function studentCdf(t: number, degrees: number): number {
  const tail = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** The value that Student's t stays below with a probability. */
export function studentQuantile(probability: number, degrees: number): number {
  if (probability < 0.5) return -studentQuantile(1 - probability, degrees);
  let high = 1;
  while (studentCdf(high, degrees) < probability && high < 1e12) high *= 2;
  return solve((t) => studentCdf(t, degrees), probability, 0, high);
}

/** The value that a standard normal variable stays below with a probability; between 1e-15 and 1 - 1e-15. */
export function normalQuantile(probability: number): number {
  return solve(normalCdf, probability, -8, 8);
}

/** By its series, which has terms of one sign only (Marsaglia, Journal of Statistical Software 2004). */
function normalCdf(x: number): number {
  let [sum, term] = [x, x];
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * x * x - 0.5 * Math.log(2 * Math.PI));
}
