/**
 * An integer of QMP: 64 bits, signed or not. A number where that is exact (up to 2^53-1 either way), else a bigint.
 * `Number(value)` makes a number of it in any case.
 */
export type Integer = number | bigint;

/** One of the strings that the types know, or another one: newer QEMUs add to what they report. */
export type Open<Known extends string> = Known | (string & Record<never, never>);

/** An object without members: what most commands return that have nothing to say. */
export type Empty = Record<string, never>;
