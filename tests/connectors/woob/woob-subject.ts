import { Secret } from '@raccord/connector-kit'
import type { ConformanceSubject, Play } from '@raccord/connector-kit/conformance'
import { woob } from '@raccord/connector-woob'
import type { WoobBench } from './woob-bench.ts'

/** Which customer of the played bank plays what. A consent that could be withdrawn there is none. */
const customers: { readonly [play in Play]?: string } = {
  plain: 'dev',
  challenge: 'otp+question',
  refusal: 'push_refused',
  'wrong-password': 'dev',
  limited: 'limited',
}
const codes = ['123456', 'Fido']

let visitor = 0

export function woobSubject(bench: WoobBench): ConformanceSubject {
  return {
    connector: woob,
    open: async (play) => {
      const customer = customers[play]
      if (customer === undefined) return undefined
      const login = `${customer}@c${visitor++}`
      const password = play === 'wrong-password' ? 'not-the-password' : login
      const left = [...codes]
      return {
        bank: bench.context(login, { password }),
        hosts: ['woob.invalid'],
        begin: () => bench.begin(login, password),
        visit: async () => undefined,
        answer: async (asked) =>
          asked.kind === 'wait' ? { kind: 'poll' } : { kind: 'secret', value: new Secret(left.shift() ?? '') },
        secrets: [password, ...codes],
        close: async () => {},
      }
    },
  }
}
