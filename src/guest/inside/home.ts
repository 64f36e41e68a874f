/** Where everything of ours is in the guest. It lies in memory, so it is gone after a reset. */
export const home = '/run/vmwright';
