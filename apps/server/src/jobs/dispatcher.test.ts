import type { PgBoss } from 'pg-boss'
import { expect, test } from 'vitest'
import { Dispatcher } from './dispatcher.ts'
import type { FetchedJob } from './job-runner.ts'
import type { WorkOptions } from './queue.ts'

/** A queue that holds what is put there, jobs that end when they are told to, and how often it was looked into. */
function queue(options: WorkOptions = {}) {
  const waiting: FetchedJob[] = []
  const running = new Map<string, PromiseWithResolvers<void>>()
  let looks = 0
  const boss = {
    fetch: async () => {
      looks += 1
      const at = waiting.findIndex(({ singletonKey }) => !running.has(singletonKey ?? ''))
      return at === -1 ? [] : waiting.splice(at, 1)
    },
    complete: async (_name: string, { singletonKey }: FetchedJob) => void running.delete(singletonKey ?? ''),
  } as unknown as PgBoss
  const dispatcher = new Dispatcher({
    ...{ boss, name: 'greet', options, beat: undefined, handBack: async () => {}, warn: () => {} },
    run: (job) => {
      const end = Promise.withResolvers<void>()
      running.set(job.singletonKey ?? '', end)
      return end.promise
    },
  })
  return {
    dispatcher,
    put: (key: string) => waiting.push({ id: key, singletonKey: key, priority: 0, expireInSeconds: 60 } as FetchedJob),
    runs: () => [...running.keys()],
    end: (key: string) => running.get(key)?.resolve(),
    looks: () => looks,
  }
}

test('a job that is alone is looked for, and whether there is another; not again when it has ended', async () => {
  const { dispatcher, put, runs, end, looks } = queue()
  put('a')
  dispatcher.wake()
  await expect.poll(runs).toEqual(['a'])
  await dispatcher.stop()
  end('a')
  await dispatcher.drained()
  expect(runs()).toEqual([])
  expect(looks()).toBe(1)

  const wider = queue({ concurrency: 2 })
  wider.put('a')
  wider.dispatcher.wake()
  await expect.poll(wider.runs).toEqual(['a'])
  wider.end('a')
  await expect.poll(wider.runs).toEqual([])
  await wider.dispatcher.stop()
  await wider.dispatcher.drained()
  expect(wider.looks()).toBe(2)
})

test('what waits for a place, or behind one of its own key, begins when that has ended', async () => {
  for (const [options, second] of [
    [{ concurrency: 1 }, 'b'],
    [{ concurrency: 2 }, 'a'],
  ] as const) {
    const { dispatcher, put, runs, end } = queue(options)
    put('a')
    dispatcher.wake()
    await expect.poll(runs).toEqual(['a'])
    put(second)
    dispatcher.wake()
    end('a')
    await expect.poll(runs).toEqual([second])
    end(second)
    await dispatcher.stop()
    await dispatcher.drained()
  }
})
