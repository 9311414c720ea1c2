/** Longest wait in our own line, milliseconds: whoever waits for it may have a person in front of him. */
export const longestLineMs = 30_000

/** Gives the place back. */
export type Leave = () => void

/**
 * A line before a bank's sockets, first come first served. Ours, and not the HTTP client's: the bank's clock must not run while
 * a call has not been sent. Resolves to `undefined` when the wait would be too long.
 */
export function createLine(places: number, longestMs = longestLineMs): () => Promise<Leave | undefined> {
  let free = places
  const waiting = new Set<(leave: Leave) => void>()

  const leaveOnce = (): Leave => {
    let left = false
    return () => {
      if (left) return
      left = true
      const [next] = waiting
      if (next) {
        waiting.delete(next)
        next(leaveOnce())
      } else free += 1
    }
  }

  return () => {
    if (free > 0) {
      free -= 1
      return Promise.resolve(leaveOnce())
    }
    return new Promise((resolve) => {
      const take = (leave: Leave): void => {
        clearTimeout(timer)
        resolve(leave)
      }
      const timer = setTimeout(() => {
        waiting.delete(take)
        resolve(undefined)
      }, longestMs)
      waiting.add(take)
    })
  }
}
