import { describe, expect, it } from 'vitest'
import type { Fact } from './facts.ts'
import { nextStep } from './next-step.ts'
import { stateOf } from './state.ts'

const step = (facts: readonly Fact[], now = 0, callerGone = false) =>
  nextStep({
    ...{ state: stateOf(facts), consentPerAccount: true, waitSyncEnd: true, now, callerGone },
    plan: {
      required: [{ definitionId: '999999900', mode: 'EMBEDDED', accountTypes: ['CHECKINGS'], reads: ['CHECKINGS'] }],
    },
  })
const chosen: Fact[] = [{ kind: 'provider_chosen', providerId: '9999999' }]
const agreed: Fact[] = [...chosen, { kind: 'consent_given', recordId: 1, shown: true }]
const begun: Fact[] = [...agreed, { kind: 'files_changed', count: 2 }, { kind: 'import_begun', until: 1000, by: 'a' }]
const imported: Fact = {
  ...{
    kind: 'files_imported',
    connectionId: 5,
    definitionId: '999999900',
    result: 'created',
    added: 3,
    partial: false,
  },
}

describe('statements instead of a bank', () => {
  it('agreed to, uploaded, imported, finished: no bank is asked, no account chosen again', () => {
    expect(step(chosen)).toEqual({ kind: 'consent' })
    expect(step(agreed)).toEqual({ kind: 'upload' })
    expect(step(begun)).toEqual({ kind: 'importing', lapsed: false })
    expect(step([...begun, imported])).toEqual({ kind: 'finish', result: 'created' })
  })

  it('an import that nobody makes any more is taken up again', () => {
    expect(step(begun, 1000)).toEqual({ kind: 'importing', lapsed: true })
    expect(step(begun, 1, true)).toEqual({ kind: 'importing', lapsed: true })
  })

  it('what stopped it is told until the files change, and nothing is under way then', () => {
    const refused = stateOf([...begun, { kind: 'files_changed', count: 2, refused: 'busy' }])
    expect(refused.filesRefused).toBe('busy')
    expect(refused.importing).toBeUndefined()
    expect(stateOf([...begun, { kind: 'files_changed', count: 1 }]).filesRefused).toBeUndefined()
  })

  it('a connection of files is not asked for consent again', () => {
    const opened: Fact = {
      kind: 'connection_opened',
      connectionId: 5,
      providerId: '9999999',
      purpose: 'renew',
      renew: [],
    }
    expect(step([opened])).toEqual({ kind: 'upload' })
  })

  it('where it is managed, a statement is added by the button that renews a bank', () => {
    const opened: Fact = {
      ...({ kind: 'connection_opened', connectionId: 5, providerId: '9999999', purpose: 'manage', renew: [] } as const),
    }
    expect(step([opened])).toEqual({ kind: 'manage' })
    expect(step([opened, { kind: 'renewal_asked', renew: [] }])).toEqual({ kind: 'upload' })
  })
})
