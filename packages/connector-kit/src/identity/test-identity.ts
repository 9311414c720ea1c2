import type { PspRole } from './qc-statements.ts'
import { type IssuedCertificate, issueCertificate } from './test-certificate.ts'

export interface TestIdentityOrder {
  /** `PSD<country>-<authority>-<number>` (ETSI TS 119 495 §5.2.1). */
  readonly organisationId: string
  readonly name: string
  readonly roles: readonly PspRole[]
  readonly authorityName: string
  readonly validFrom: Date
  readonly validUntil: Date
}

export interface TestIdentity {
  readonly authority: IssuedCertificate
  readonly qwac: IssuedCertificate
  readonly qseal: IssuedCertificate
}

/** `PSD` + country + authority + number. */
export const organisationIdPattern = /^PSD([A-Z]{2})-([A-Z]{2,8})-(\S{1,40})$/

/** A whole operator for a sandbox: an authority of its own, a QWAC and a QSEAL with PSD2 statements. */
export async function makeTestIdentity(order: TestIdentityOrder): Promise<TestIdentity> {
  const [, country = 'XX', nca = 'XX'] = organisationIdPattern.exec(order.organisationId) ?? []
  const life = { validFrom: order.validFrom, validUntil: order.validUntil, country }
  const authority = await issueCertificate({
    ...life,
    kind: 'authority',
    commonName: `Test authority of ${order.name}`,
    organisation: 'Raccord sandbox, not qualified',
  })
  const operator = {
    ...life,
    organisation: order.name,
    organisationId: order.organisationId,
    roles: order.roles,
    authority: { name: order.authorityName, id: `${country}-${nca}` },
  }
  const [qwac, qseal] = await Promise.all([
    issueCertificate({ ...operator, kind: 'web', commonName: `${order.name} QWAC` }, authority),
    issueCertificate({ ...operator, kind: 'seal', commonName: `${order.name} QSEAL` }, authority),
  ])
  return { authority, qwac, qseal }
}
