import { afterEach, describe, it } from 'vitest'
import { firefox } from './firefox.ts'
import type { Cookies, Engine, Visit } from './tab.ts'
import { webkit } from './webkit.ts'

/** Browsers of people in this engine, closed after the test. */
export interface Visits {
  readonly engine: Engine
  open(cookies?: Cookies): Promise<Visit>
}

/** A suite in each engine that is not Chromium. One that is absent is skipped aloud; under `CI=true` that is a failure. */
export function describeInEngines(name: string, suite: (visits: Visits) => void): void {
  for (const engine of [firefox, webkit]) {
    const title = `${engine.name}: ${name}`
    if (engine.absent === undefined) {
      describe(title, () => {
        const opened: Visit[] = []
        afterEach(async () => {
          await Promise.all(opened.splice(0).map((visit) => visit.close()))
        })
        suite({
          engine,
          async open(cookies = 'on') {
            const visit = await engine.open(cookies)
            opened.push(visit)
            return visit
          },
        })
      })
      continue
    }
    if (process.env['CI']) throw new Error(`tests in ${engine.name} can't run: ${engine.absent}`)
    console.warn(`\n*** TESTS IN ${engine.name.toUpperCase()} ARE SKIPPED: ${engine.absent}\n`)
    describe.skip(title, () => it(engine.absent ?? '', () => {}))
  }
}
