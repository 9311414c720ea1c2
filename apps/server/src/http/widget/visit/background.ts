import type { Background } from '../widget-deps.ts'

/** Work that a request started and does not wait for to the end: a slow bank must not hold the person's browser. */
export function createBackground(report: (error: unknown) => void): Background {
  const running = new Set<Promise<unknown>>()
  return {
    async patient(work, patienceMs) {
      const tracked = work.finally(() => running.delete(tracked))
      running.add(tracked)
      let timer: NodeJS.Timeout | undefined
      const later = new Promise<'later'>((resolve) => {
        timer = setTimeout(() => resolve('later'), patienceMs)
      })
      try {
        const first = await Promise.race([tracked, later])
        if (first === 'later') tracked.catch(report)
        return first
      } finally {
        clearTimeout(timer)
      }
    },
    async drain() {
      await Promise.allSettled(running)
    },
  }
}
