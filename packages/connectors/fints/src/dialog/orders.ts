import type { TanMethod } from '../bank/tan-methods.ts'
import type { Order } from '../wire/message.ts'
import type { Session } from './session.ts'

/** Version of the product, five characters at most; which release it is is nobody's business at the bank. */
const productVersion = '1'

export function identification({ options, credentials, state }: Session): Order {
  const groups = [['280', options.blz], [state.customerId ?? credentials.customerId], [state.systemId ?? '0'], ['1']]
  return { id: 'HKIDN', version: 2, groups }
}

export function anonymousIdentification({ options }: Session): Order {
  return { id: 'HKIDN', version: 2, groups: [['280', options.blz], ['9999999999'], ['0'], ['0']] }
}

/** Versions of what we have, so that the bank sends what is newer; 0 asks for all. */
export function preparation({ product, state }: Session): Order {
  const groups = [[state.bank?.version ?? '0'], [state.user?.version ?? '0'], ['0'], [product], [productVersion]]
  return { id: 'HKVVB', version: 3, groups }
}

export const synchronisation: Order = { id: 'HKSYN', version: 3, groups: [['0']] }

/** Strong authentication offered for a segment (process 4): the bank decides whether it is needed. */
export function offerTan(version: number, segment: string, medium?: string): Order {
  const empty = Array.from({ length: 8 }, () => [''])
  return {
    id: 'HKTAN',
    version,
    groups: [['4'], [segment], ...(medium === undefined ? [] : [...empty, [medium]])],
  }
}

/** The medium of a method that has one: others refuse it. */
export function mediumFor(session: Session, method: TanMethod | undefined): string | undefined {
  if (!method || method.medium === 'none') return undefined
  return session.state.medium ?? session.credentials.medium
}

/** The TAN goes with it (process 2), or the bank is asked whether the person has approved (S). Strict banks want all else empty. */
export function answerTan(version: number, process: '2' | 'S', reference: string): Order {
  return { id: 'HKTAN', version, groups: [[process], [''], [''], [''], [reference], ['N']] }
}

export function end(dialogId: string): Order {
  return { id: 'HKEND', version: 1, groups: [[dialogId]] }
}

export function listMedia(version: number): Order {
  return { id: 'HKTAB', version, groups: [['0'], ['A']] }
}
