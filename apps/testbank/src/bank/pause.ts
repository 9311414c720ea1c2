import { setTimeout as wait } from 'node:timers/promises'

/** A pause that never keeps a bank that was told to stop. */
export const pause = async (ms: number): Promise<void> => {
  if (ms > 0) await wait(ms, undefined, { ref: false })
}
