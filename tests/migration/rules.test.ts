import {
  endpoints,
  type MigrationRuleId,
  migrationRules,
  parameters,
  readParameters,
  renamedParameters,
} from '@raccord/contract'
import { translateUrl } from '@raccord/migrate'
import { describe, expect, it } from 'vitest'

/** What a widget link of today means, by the reader that the server uses. */
const means = (endpoint: (typeof endpoints)[number], query: Record<string, string>) => readParameters(endpoint, query)

const values = { captive_mode: 'false', redirect_uri: 'https://shop.example/back?a=1', select_accounts: 'true' }

describe('previous names on the links of today', () => {
  it.each([
    ['[parameter.captive_mode]', 'captive_mode'],
    ['[parameter.redirect_uri]', 'redirect_uri'],
    ['[parameter.select_accounts]', 'select_accounts'],
  ] as const)('%s %s means the same by its new name, on every page', (_, name) => {
    for (const endpoint of endpoints) {
      const before = means(endpoint, { [name]: values[name] })
      const after = means(endpoint, { [renamedParameters[name]]: values[name] })
      expect(before.values).toEqual(after.values)
      expect(before.deprecated).toEqual([name])
      expect(after.deprecated).toEqual([])
      // No functional change: the value is really read.
      expect(before.values).not.toEqual(means(endpoint, {}).values)
    }
  })

  it.each([
    ['[applies.add_connection]', 'add_connection'],
    ['[applies.edit_credentials]', 'edit_credentials'],
    ['[applies.user_input]', 'user_input'],
    ['[applies.manage_accounts]', 'manage_accounts'],
  ] as const)('%s the doctor’s link of %s reads as the old one did', (_, endpoint) => {
    const query = new URLSearchParams(values).toString()
    const { url, problems } = translateUrl(`https://h/widget/${endpoint}?session_id=1&${query}`)
    expect(problems).toEqual([])
    const link = new URL(url)
    expect(link.pathname).toBe(`/v2.1/widget/${endpoint}`)
    const now = means(endpoint, Object.fromEntries(link.searchParams))
    expect(now.deprecated).toEqual([])
    expect(now.values).toEqual(means(endpoint, values).values)
  })

  it('[parameter.channel_definition_id] [parameter.multiple_channels] are told as deprecated wherever they come', () => {
    for (const endpoint of endpoints) {
      const { deprecated } = means(endpoint, { channel_definition_id: '10001', multiple_channels: 'true' })
      expect(deprecated).toEqual(['channel_definition_id', 'multiple_channels'])
    }
  })
})

describe('the table of rules', () => {
  it('says the same as the table of parameters', () => {
    for (const [name, row] of Object.entries(parameters)) {
      for (const previous of row.previous.filter((other) => other !== name)) {
        expect(migrationRules[`parameter.${previous}` as MigrationRuleId]).toMatchObject({ old: previous, new: name })
      }
    }
    for (const endpoint of endpoints) expect(migrationRules).toHaveProperty([`endpoint.${endpoint}`])
    const fresh = Object.keys(migrationRules).flatMap((id) => (id.startsWith('new.') ? [id.slice('new.'.length)] : []))
    for (const name of fresh.filter((id) => /^[a-z_]+$/.test(id) && id !== 'design')) {
      expect(parameters).toHaveProperty(name)
    }
  })
})
