import type { CredentialField } from '@raccord/connector-kit'
import { type CertificateNeed, certificateNeeds, type Provider, type ProviderLimits } from '../provider.ts'
import type { BankInterface, Brand, EnabledBrand, Need } from './brand.ts'
import { fill, isFilled, overlay } from './fill.ts'

/** A brand that cannot be used as asked. The message says what to write, and repeats no option: one may be a secret. */
export class BrandError extends Error {
  override readonly name = 'BrandError'
}

/** Makes a provider of a brand, its interface and what the operator adds. @throws BrandError */
export function enableBrand(brand: Brand, bank: BankInterface, enabled: EnabledBrand): Provider {
  const { protocol } = bank
  if (protocol === undefined) {
    throw new BrandError(
      `${brand.name} (${brand.id}) has an interface of its own; no connector of Raccord speaks it yet`,
    )
  }
  const environment = bank.environments[enabled.environment]
  const variables = { ...brand.variables, ...enabled.variables }
  const baseUrl = enabled.baseUrl ?? fill(environment?.baseUrl ?? '{baseUrl}', variables)
  if (!isFilled(baseUrl)) {
    throw new BrandError(
      `${brand.name} (${brand.id}): the catalogue has no ${enabled.environment} address; add "baseUrl"${bank.portal ? `, see ${bank.portal}` : ''}`,
    )
  }
  const hosts = fill(environment?.hosts ?? [], variables).filter(isFilled)
  const options = fill(
    overlay(bank.options, environment?.options ?? {}, brand.options, enabled.options, { baseUrl }),
    variables,
  )
  return {
    id: brand.id,
    name: brand.name,
    aliases: brand.aliases,
    countries: brand.countries,
    popularity: brand.popularity,
    website: brand.website,
    group: brand.group,
    ...(enabled.limits === undefined ? {} : { limits: enabled.limits as ProviderLimits }),
    channels: bank.channels.map((channel) => ({
      mode: channel.mode,
      accountTypes: channel.accountTypes,
      protocol,
      options,
      hosts: [...new Set([new URL(baseUrl).host, ...hosts, ...enabled.hosts])],
      // Members left out in JSON are absent, never undefined, so the parsed shape is the contract's.
      fields: channel.fields as unknown as CredentialField[],
      consentDays: channel.consentDays,
      frequencyPerDay: channel.frequencyPerDay,
      // Sandboxes of banks often ask for none, or take one that anybody can make: there only a signature's seal is a must.
      needs: enabled.environment === 'production' ? bank.needs.filter(isCertificate) : [],
    })),
  }
}

function isCertificate(need: Need): need is CertificateNeed & Need {
  return certificateNeeds.some((known) => known === need)
}
