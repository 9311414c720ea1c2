import type { Consent } from '../bank/consent.ts'

/** A consent as POST creates one; for tests of what keeps them. */
export const sampleConsent = (id: string, createdAt: number, more: Partial<Consent> = {}): Consent => ({
  id,
  face: '/berlin-group',
  approach: 'REDIRECT',
  access: { model: 'global' },
  requestedAccess: {},
  restrictedTo: [],
  recurring: true,
  validUntil: '2026-06-01',
  frequencyPerDay: 4,
  status: 'received',
  createdAt,
  lastActionDay: '2026-01-01',
  salt: id,
  passwordFailures: 0,
  authorisations: [],
  grants: [],
  ...more,
})
