import { exchange } from './browser.ts'

/** Requests and commits of one journey, as counted. Both are means, so they are no whole numbers. */
export interface Load {
  readonly requests: number
  readonly commits: number
}

/** Sends what `journeys` journeys sent, to the bare application: the `index`th of them. Commits are spread evenly. */
export async function replay(base: string, load: Load, index: number): Promise<void> {
  const share = (total: number, at: number) => Math.floor(total * (at + 1)) - Math.floor(total * at)
  const requests = share(load.requests, index)
  const commits = share(load.commits, index)
  for (let sent = 0; sent < requests; sent += 1) {
    const mine = Math.floor((commits * (sent + 1)) / requests) - Math.floor((commits * sent) / requests)
    const { status } =
      mine > 0
        ? await exchange(`${base}/commit?n=${mine}`, 'POST', { 'content-length': 0 })
        : await exchange(`${base}/read`, 'GET', {})
    if (status !== 200) throw new Error(`the bare application answered ${status}`)
  }
}

/** Runs `count` tasks, at most `width` at a time. Resolves to seconds. */
export async function atOnce(count: number, width: number, task: (index: number) => Promise<void>): Promise<number> {
  const started = performance.now()
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) {
      const mine = next
      next += 1
      await task(mine)
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return (performance.now() - started) / 1000
}
