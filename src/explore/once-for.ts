/** What was worked out for an object before, or is now. */
export function onceFor<Value>(known: WeakMap<object, Value>, object: object, workOut: () => Value): Value {
  const before = known.get(object);
  if (before !== undefined) return before;
  const value = workOut();
  known.set(object, value);
  return value;
}
