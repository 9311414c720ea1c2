import { readParameters } from '@raccord/contract'
import { describe, expect, it } from 'vitest'
import { tile } from '../../../../../../packages/widget/src/fixture.ts'
import { act } from '../../../journey/act.ts'
import type { View } from '../../../journey/look.ts'
import type { SettleDeps } from '../../../journey/step-moves.ts'
import { createCatalogue } from '../../../providers/catalogue.ts'
import { consentGiven, consentScreen } from './consent-screen.ts'

const terms = { en: 'Terms\nof the shop', fr: 'Conditions' }
const deps = { catalogue: createCatalogue([]), now: () => new Date('2026-11-22') }
const provider = tile('100', 'Banque')

function viewOf(link: Readonly<Record<string, string>>, pinned: Readonly<Record<string, string>> = {}): View {
  const parameters = readParameters('add_connection', link, pinned).values
  const plan = { required: [], offered: undefined }
  return {
    journey: { parameters, endpoint: 'add_connection' },
    state: {},
    plan,
    step: { kind: 'consent' },
  } as unknown as View
}

describe('the client’s registered terms on the consent screen', () => {
  const version = expect.stringMatching(/^fr\.[0-9a-f]{16}$/)

  it.each([
    ['stand where the link gives none', {}, {}, { body: 'Conditions', termsVersion: version }],
    ['the link’s text wins', { terms_body: 'Ours' }, {}, { body: 'Ours' }],
    ['a pinned text wins over both', { terms_body: 'Ours' }, { terms_body: 'Pinned' }, { body: 'Pinned' }],
    [
      'beneath a title of the link',
      { terms_header: 'T' },
      {},
      { header: 'T', body: 'Conditions', termsVersion: version },
    ],
  ])('%s; the record says what was read', (_name, link, pinned, shown) => {
    const view = viewOf(link, pinned)
    const screen = consentScreen(deps, view, provider, { terms, locale: 'fr', framed: false })
    const given = consentGiven(deps, view, 'fr', 'accepted', terms)
    for (const seen of [screen, given.shown]) {
      const { header, body, termsVersion } = seen
      expect({ header, body, termsVersion }).toEqual({
        header: undefined,
        termsVersion: undefined,
        ...shown,
      })
    }
    expect(given.shown.termsVersion).toBe(screen.termsVersion)
  })

  it('are in no record of a consent whose screen was left out', () => {
    for (const action of ['skipped_own_licence', 'under_terms'] as const) {
      const { shown } = consentGiven(deps, viewOf({}), 'fr', action, terms)
      expect([shown.body, shown.termsVersion]).toEqual([undefined, undefined])
    }
  })

  it('changed while they were read: nothing is recorded, the page is shown again', async () => {
    const recorded: unknown[] = []
    const journey: Partial<SettleDeps> = {
      now: deps.now,
      consentShown: async (view, caller, action) => consentGiven(deps, view, caller.locale, action, terms),
      store: { recordConsent: async (_journey: unknown, given: unknown) => recorded.push(given) } as never,
    }
    const accepts = (termsVersion?: string) =>
      act(journey as SettleDeps, viewOf({}), { do: 'accept_consent', termsVersion }, { locale: 'fr' })
    expect(await accepts()).toBe('ignored')
    expect(await accepts('fr.0000000000000000')).toBe('ignored')
    expect(recorded).toEqual([])
    await accepts(consentScreen(deps, viewOf({}), provider, { terms, locale: 'fr', framed: false }).termsVersion)
    expect(recorded).toHaveLength(1)
  })
})
