import { shellQuote } from '../../support/shell-quote.js';

/**
 * A script that becomes the program, so that its process id stays, with the libraries, the loader, the modules and the
 * firmware that lie beside it. It finds them by its own place: the folder may be moved.
 *
 * @param loader - the file name of the dynamic loader
 */
export function bundledWrapper(program: string, loader: string): string {
  const firmware = program.startsWith('qemu-system-') ? ' -L "$home/data"' : '';
  return `#!/bin/sh
# ${program} of Debian with libraries of its own, put here by vmwright.
self=$0
[ -L "$self" ] && self=$(readlink -f "$self")
home=$(CDPATH= cd -- "\${self%/*}/.." && pwd -P) || exit 127
QEMU_MODULE_DIR=$home/modules
export QEMU_MODULE_DIR
exec "$home/lib/${loader}" --library-path "$home/lib" "$home/programs/${program}"${firmware} "$@"
`;
}

/** A script that becomes an executable of the user's own. */
export function ownWrapper(executable: string, data: string | undefined): string {
  const firmware = data === undefined ? '' : ` ${shellQuote(['-L', data])}`;
  return `#!/bin/sh
# A QEMU of your own, added by vmwright.
exec ${shellQuote([executable])}${firmware} "$@"
`;
}
