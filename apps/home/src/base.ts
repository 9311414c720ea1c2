/** Where home is mounted. */
export const base = '/home'
