/** QEMUs next to each other in vmwright's cache: versions out of Debian, and trees of the user's own. */
export { addQemu, type AddQemuOptions } from './add.js';
export { bundle } from './bundle.js';
export { withStore, type LockedStore, type StoreOptions } from './locked-store.js';
export { installQemus, offeredQemus, type InstallQemuOptions } from './install.js';
export { leadingPackage, qemuPackages } from './packages.js';
export { factsOf } from './probe-all.js';
export { removeQemus } from './remove.js';
export { executableOf, guestsOf, listStored, type GuestFacts, type StoredQemu } from './stored-qemu.js';
