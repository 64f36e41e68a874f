/** Ends the set-up: what stands in the way, and how to mend it, told by whoever started the set-up. */
export class Stop extends Error {
  /** @param {string} message @param {number} [status] the exit status: 3, the surroundings are not as they must be */
  constructor(message, status = 3) {
    super(message);
    this.status = status;
  }
}

/** One line for people, about a thing that is being done. Standard output belongs to what is run afterwards. */
export function say(line) {
  process.stderr.write(`set-up: ${line}\n`);
}
