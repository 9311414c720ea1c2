/** Only a hang takes as long, on a slow and busy machine, too. */
const HANG_MS = 180_000
const PAUSE_MS = 50

/**
 * Asks until there is an answer that is not false. What is thrown meanwhile is of a page that goes or comes; the last of it
 * is told where nothing else came.
 */
export async function until<T>(ask: () => Promise<T | false>, told: () => Promise<string> | string): Promise<T> {
  const end = Date.now() + HANG_MS
  let last: unknown
  while (Date.now() < end) {
    try {
      const answer = await ask()
      if (answer !== false) return answer
      last = undefined
    } catch (error) {
      last = error
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  throw new Error(await told(), { cause: last })
}

/** Does what leads to another document, and waits until one is there: one out of the back-forward cache tells no engine's client. */
export async function leaves(run: (body: string) => Promise<unknown>, go: () => Promise<unknown>): Promise<void> {
  await run(`document.documentElement.dataset.left = ''`)
  await go()
  await until(
    async () => (await run(`return !('left' in document.documentElement.dataset)`)) === true,
    () => 'the page did not go',
  )
}
