import type { HeldCertificate } from './load-identity.ts'

const kinds = { QWAC: 'web', QSEAL: 'seal' } as const

/**
 * Why banks will refuse what is held, one sentence each; empty when they should not. The server starts all the same: data
 * can be read and removed without a bank.
 */
export function identityProblems(certificates: readonly HeldCertificate[], now: Date): string[] {
  const found = certificates.flatMap(({ use, file, facts }) => {
    const name = `${use} (${file})`
    const problems: string[] = []
    if (facts.validUntil <= now)
      problems.push(`${name} expired on ${day(facts.validUntil)}: ask your trust service provider for a new one.`)
    if (facts.validFrom > now) problems.push(`${name} is not valid before ${day(facts.validFrom)}.`)
    if (facts.kind === undefined)
      problems.push(`${name} states no PSD2 purpose (QcStatements): it is no qualified certificate.`)
    else if (facts.kind !== kinds[use])
      problems.push(`${name} is a ${facts.kind === 'seal' ? 'QSEAL' : 'QWAC'}: the two files seem to be exchanged.`)
    if (facts.kind !== undefined && !facts.roles.includes('PSP_AI'))
      problems.push(`${name} lacks the role PSP_AI: without it banks give no account information.`)
    if (facts.organisationId === undefined)
      problems.push(`${name} has no organizationIdentifier: banks do not know whose it is.`)
    return problems
  })
  const ids = new Set(certificates.flatMap(({ facts }) => facts.organisationId ?? []))
  if (ids.size > 1) found.push(`QWAC and QSEAL name different organisations: ${[...ids].join(' and ')}.`)
  return found
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}
