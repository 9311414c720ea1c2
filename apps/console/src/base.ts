/** Where the console is mounted. */
export const base = '/console'
