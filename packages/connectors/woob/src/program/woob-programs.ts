import { mkdir } from 'node:fs/promises'
import type { BankRequest, BankResponse, ClosableBankHttp } from '@raccord/connector-kit'
import { woobOptions } from '../options.ts'
import { runProgram } from './run-program.ts'

export interface WoobProgramSettings {
  /** Absolute; `undefined`: the operator has none. */
  readonly program: string | undefined
  readonly folder: string
  /** Programs at once: each is an interpreter with a browser of its own. */
  readonly atOnce?: number
  readonly maxBytes?: number
}

/** Header of a request for somebody who waits in front of a screen, where a code or an approval has its own end. */
export const personThere = { 'raccord-person': 'there' }

const usual = { atOnce: 4, maxBytes: 16 * 1024 * 1024, maxLines: 100_000, timeoutSeconds: 120, queueMs: 30_000 }

/**
 * The operator's program as a connector reaches any bank: a request's body is its line, its lines are the answer's body. So the gate
 * of a bank, its pauses and the conformance kit's faults hold for it too. Nothing goes over a network from here.
 */
export function createWoobPrograms(
  settings: WoobProgramSettings,
): (channel: { readonly options: unknown }) => ClosableBankHttp {
  const places = createPlaces(settings.atOnce ?? usual.atOnce)
  let folder: Promise<unknown> | undefined
  return ({ options }) => {
    const ending = new AbortController()
    const seconds = woobOptions.safeParse(options).data?.timeoutSeconds ?? usual.timeoutSeconds
    return {
      async send(request) {
        const { program } = settings
        if (program === undefined) return faultOf('identity', 'RACCORD_WOOB is not set')
        const leave = await places.enter(usual.queueMs, Object.hasOwn(request.headers, 'raccord-person'))
        if (!leave) return faultOf('crowded', 'too many programs of this installation run')
        try {
          folder ??= mkdir(settings.folder, { recursive: true, mode: 0o700 })
          await folder
          return await ask(program, request)
        } catch {
          folder = undefined
          return faultOf('identity', 'the folder of the program can not be made')
        } finally {
          leave()
        }
      },
      async close() {
        ending.abort()
      },
    }
    async function ask(program: string, request: BankRequest): Promise<BankResponse> {
      const answer = await runProgram({
        program,
        folder: settings.folder,
        line: request.body ?? '{}',
        timeoutMs: seconds * 1000,
        maxBytes: settings.maxBytes ?? usual.maxBytes,
        maxLines: usual.maxLines,
        signal: ending.signal,
      })
      return answer.kind === 'fault' ? answer : { kind: 'answer', status: 200, headers: {}, body: answer.text }
    }
  }
}

function faultOf(fault: Extract<BankResponse, { kind: 'fault' }>['fault'], detail: string): BankResponse {
  return { kind: 'fault', fault, detail }
}

interface Places {
  /** A function that gives the place back; `undefined` when none was free in time. */
  enter(waitMs: number, person: boolean): Promise<(() => void) | undefined>
}

/** One place is for people who are there, who also go first; where there is but one place, it is for all. */
function createPlaces(count: number): Places {
  let free = count
  const kept = count > 1 ? 1 : 0
  const waiting = new Set<{ readonly person: boolean; readonly called: () => void }>()
  const leave = () => {
    free += 1
    const all = [...waiting]
    const next = all.find(({ person }) => person) ?? all[0]
    if (!next || free <= (next.person ? 0 : kept)) return
    waiting.delete(next)
    free -= 1
    next.called()
  }
  return {
    async enter(waitMs, person) {
      if (free > (person ? 0 : kept)) {
        free -= 1
        return leave
      }
      return new Promise((resolve) => {
        const called = () => {
          clearTimeout(timer)
          resolve(leave)
        }
        const one = { person, called }
        const timer = setTimeout(() => {
          waiting.delete(one)
          resolve(undefined)
        }, waitMs)
        waiting.add(one)
      })
    },
  }
}
