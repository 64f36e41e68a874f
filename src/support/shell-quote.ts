/** A command line that a POSIX shell reads back as exactly these arguments. */
export function shellQuote(argv: readonly string[]): string {
  return argv.map(quoteOne).join(' ');
}

function quoteOne(argument: string): string {
  // `=` is left alone: a word before the command would be an assignment, but a path never begins with a name and `=`.
  if (/^[\w@%+:,./-][\w@%+=:,./-]*$/.test(argument) && !/^\w+=/.test(argument)) return argument;
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}
