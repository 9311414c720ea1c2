import { readFile, writeFile } from 'node:fs/promises'
import { brandAddress, brandStatus, readBrands } from '@raccord/catalogue'
import { expect, test } from 'vitest'

const catalogue = readBrands()

/** `docs/reference/banks.md`, from the catalogue's data. */
function banksMarkdown(): string {
  const rows = catalogue.brands.map((brand) => {
    const bank = catalogue.interfaces.get(brand.profile)!
    const known = (['production', 'sandbox'] as const).filter((environment) => brandAddress(brand, bank, environment))
    return `| ${[
      brand.id,
      brand.name,
      brand.countries.join(' '),
      brand.bics.join(' ') || '–',
      `${bank.protocol ?? 'none'} ${brand.version ?? bank.version ?? ''}`.trim(),
      known.join(', ') || '–',
      brandStatus(brand, bank),
      bank.needs.join(', '),
    ].join(' | ')} |`
  })
  const notes = [...catalogue.interfaces.values()].map((bank) => {
    const parts = [bank.note, bank.portal && `<${bank.portal}>`].filter(Boolean).join(' ')
    return `- **${bank.name}** (${[bank.protocol ?? 'no connector', bank.version].filter(Boolean).join(' ')})${parts ? `: ${parts}` : ''}`
  })
  return `# Banks of the catalogue

Written from \`packages/connectors/catalogue/brands\`; a test keeps this page equal to it. How to use one: [the guide](../guide/banks.md).
Addresses and needs are what banks and integrators published; none was tried against the live bank. BICs are checked against a public registry.

${catalogue.brands.length} banks.

| id | name | countries | BIC | protocol | known addresses | status | needs |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

## Interfaces

${notes.join('\n')}
`
}

test('docs/reference/banks.md is what the catalogue says (UPDATE_DOCS=1 writes it)', async () => {
  const file = new URL('../../docs/reference/banks.md', import.meta.url)
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, banksMarkdown())
  expect(await readFile(file, 'utf8')).toBe(banksMarkdown())
})
