import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseProviders } from '../load-providers.ts'
import { enabledBrand } from './brand.ts'
import { readBrands } from './brand-catalogue.ts'
import { brandAddress, brandStatus } from './brand-status.ts'
import { checkBrands } from './check-brands.ts'
import { BrandError, enableBrand } from './enable-brand.ts'

const catalogue = readBrands()
const registryFile = new URL(
  '../../../../../../shared/reference/catalogue/schwifty-bank-registry-2024.09.0-EU12.json',
  import.meta.url,
)

function brandNamed(name: string) {
  const brand = catalogue.brands.find((one) => one.name === name)
  const bank = brand && catalogue.interfaces.get(brand.profile)
  if (!brand || !bank) throw new Error(`no brand ${name}`)
  return { brand, bank }
}

describe('the catalogue of brands', () => {
  it('holds at least 120 banks of eleven countries', () => {
    const countries = new Map<string, number>()
    for (const brand of catalogue.brands)
      countries.set(brand.countries[0]!, (countries.get(brand.countries[0]!) ?? 0) + 1)
    expect([...countries.keys()].sort()).toEqual(['AT', 'BE', 'DE', 'ES', 'FR', 'GB', 'IE', 'IT', 'LU', 'NL', 'PT'])
    expect(catalogue.brands.length).toBeGreaterThan(300)
  })

  it('has no fault', () => {
    expect(checkBrands(catalogue)).toEqual([])
  })

  it.skipIf(!existsSync(registryFile))('has only BICs that the registry knows', () => {
    const rows = JSON.parse(readFileSync(registryFile, 'utf8')) as { bic: string | null }[]
    const registry = new Set(rows.map(({ bic }) => bic?.replace(/(?<=^.{8})XXX$/, '') ?? ''))
    expect(checkBrands(catalogue, { registry })).toEqual([])
    expect(catalogue.brands.filter(({ bics }) => bics.length > 0).length).toBeGreaterThan(290)
  })

  it('tells honestly how far each is', () => {
    const count = { ready: 0, 'needs-registration': 0, unverified: 0 }
    for (const brand of catalogue.brands) count[brandStatus(brand, catalogue.interfaces.get(brand.profile)!)] += 1
    // A real bank wants a certificate: none can be ready.
    expect(count.ready).toBe(0)
    expect(count['needs-registration']).toBeGreaterThan(50)
    const { brand, bank } = brandNamed('Banque Populaire Grand Ouest')
    expect(brandAddress(brand, bank, 'production')).toBe('https://www.13807.live.api.89c3.com/stet/psd2/v1.4.2')
  })

  it('finds what is wrong', () => {
    const [first, second] = catalogue.brands
    const broken = [
      { ...first!, bics: ['AAAAFRPP'] },
      { ...second!, id: first!.id, profile: 'nowhere' },
      { ...second!, id: '999', name: 'New' },
    ]
    const faults = checkBrands({ ...catalogue, brands: broken }, { registry: new Set() }).join('\n')
    expect(faults).toContain('BIC AAAAFRPP is not in the registry')
    expect(faults).toContain('has the same id or name')
    expect(faults).toContain('no interface “nowhere”')
    expect(faults).toContain('add the line “999 New”')
  })
})

describe('a brand that an operator uses', () => {
  it('becomes a provider: the catalogue’s options under the operator’s', () => {
    const { brand, bank } = brandNamed('Commerzbank')
    const provider = enableBrand(brand, bank, enabledBrand.parse({ options: { oauth: { clientId: 'PSDFR-ACPR-1' } } }))
    expect(provider.channels[0]).toMatchObject({
      protocol: 'berlin-group',
      hosts: ['psd2.api.commerzbank.com', 'psd2.redirect.commerzbank.com'],
      options: {
        baseUrl: 'https://psd2.api.commerzbank.com/berlingroup',
        oauth: { kind: 'integrated', clientId: 'PSDFR-ACPR-1' },
      },
    })
  })

  it('can be its sandbox, or at an address of the operator’s', () => {
    const { brand, bank } = brandNamed('DKB')
    const at = (enabled: object) => enableBrand(brand, bank, enabledBrand.parse(enabled)).channels[0]
    expect(at({ environment: 'sandbox' })?.options).toMatchObject({ baseUrl: 'https://api.dkb.de/psd2sandbox/1.3.6' })
    expect(at({ baseUrl: 'https://new.dkb.example/v' })?.hosts).toEqual(['new.dkb.example'])
  })

  it.each([
    ['ING Deutschland', {}, /no connector of Raccord speaks it/],
    ['Crédit Agricole Normandie', {}, /no production address; add "baseUrl", see https/],
  ])('%s is refused with what to do', (name, enabled, message) => {
    const { brand, bank } = brandNamed(name)
    expect(() => enableBrand(brand, bank, enabledBrand.parse(enabled))).toThrow(BrandError)
    expect(() => enableBrand(brand, bank, enabledBrand.parse(enabled))).toThrow(message)
  })

  it('is named by its id in the operator’s file', () => {
    const { brand } = brandNamed('DKB')
    const [provider] = parseProviders(JSON.stringify({ brands: { [brand.id]: {} } }), 'banks.json')
    expect(provider).toMatchObject({ id: brand.id, name: 'DKB' })
    expect(() => parseProviders('{"brands":{"4":{}}}', 'banks.json')).toThrow(
      'banks.json: brands.4: the catalogue has no such bank',
    )
  })
})
