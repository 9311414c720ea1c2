import { migrationRules } from '@raccord/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelModesOf } from './expected-types.ts'
import { joinLink, splitLink } from './split-link.ts'
import { translateUrl } from './translate-url.ts'

const base = 'https://embed.example.com'
const add = `${base}/widget/add_connection?session_id=s1`
const moved = `${base}/v2.1/widget/add_connection?session_id=s1`
const both = [{ mode: 'EMBEDDED' }, { mode: 'REDIRECT' }] as const
const channelModes = channelModesOf([
  { id: '123', channel_definitions: both },
  { id: 7, channel_definitions: [{ mode: 'EMBEDDED' }] },
])
const translated = (link: string) => translateUrl(link, { channelModes })

describe('translateUrl', () => {
  it.each([
    ['add_connection', 'endpoint.add_connection'],
    ['edit_credentials', 'endpoint.edit_credentials'],
    ['user_input', 'endpoint.user_input'],
    ['manage_accounts', 'endpoint.manage_accounts'],
  ])('moves /widget/%s under /v2.1 [%s]', (page, ruleId) => {
    const { url, changes } = translated(`${base}/widget/${page}`)
    expect(url).toBe(`${base}/v2.1/widget/${page}`)
    expect(changes).toMatchObject([{ ruleId, from: `/widget/${page}`, at: base.length, certainty: 'certain' }])
    expect(translated(url)).toMatchObject({ url, changes: [], problems: [] })
  })

  it.each([
    ['captive_mode', 'wait_sync_end', 'false'],
    ['redirect_uri', 'redirect_url', 'https%3A%2F%2Fshop.example%2F%3Fa%3D1%26b%3D%C3%A9'],
    ['select_accounts', 'consent_per_account', 'true'],
  ])('renames %s to %s and leaves its value as it is', (name, renamed, value) => {
    expect(translated(`${add}&${name}=${value}`).url).toBe(`${moved}&${renamed}=${value}`)
  })

  it.each([
    ['…01 is PAYMENT', '12301', 'PAYMENT&provider_id=123', 'value.PAYMENT'],
    ['…00 beside a REDIRECT is OTHER', '12300', 'OTHER&provider_id=123', 'value.OTHER'],
    ['[value.embedded-only] …00 alone is ALL', '700', 'ALL&provider_id=7', 'value.embedded-only'],
  ])('%s', (_, id, types, ruleId) => {
    const { url, changes } = translated(`${add}&channel_definition_id=${id}`)
    expect(url).toBe(`${moved}&expected_account_types=${types}`)
    expect(changes.at(-1)?.ruleId).toBe(ruleId)
  })

  it('[value.ALL] multiple_channels=true is ALL; false is nothing', () => {
    expect(translated(`${add}&multiple_channels=true`).url).toBe(`${moved}&expected_account_types=ALL`)
    expect(translated(`${add}&multiple_channels=false`).url).toBe(moved)
  })

  it('does not guess what …00 means without the catalogue', () => {
    const { url, problems } = translateUrl(`${add}&channel_definition_id=12300`)
    expect(url).toBe(`${moved}&channel_definition_id=12300`)
    expect(problems).toMatchObject([{ ruleId: 'parameter.channel_definition_id' }])
    expect(translated(`${add}&channel_definition_id=99900`).problems[0]?.next).toContain('right server')
  })

  it('[parameter.expected_account_types-edit_credentials] drops channels where credentials are edited', () => {
    const old = `${base}/widget/edit_credentials?session_id=s1&connection_id=4`
    const { url, problems } = translateUrl(`${old}&channel_definition_id=12300&multiple_channels=true`)
    expect(url).toBe(`${base}/v2.1/widget/edit_credentials?session_id=s1&connection_id=4`)
    expect(problems).toEqual([])
  })

  it('keeps the new name where both are given, and says so where they differ', () => {
    const differing = translated(`${add}&captive_mode=true&wait_sync_end=false`)
    expect(differing.url).toBe(`${moved}&wait_sync_end=false`)
    expect(differing.conflicts).toMatchObject([{ kept: 'wait_sync_end=false', dropped: 'captive_mode=true' }])
    expect(translated(`${add}&captive_mode=true&wait_sync_end=true`).conflicts).toEqual([])
    const channels = translated(`${add}&channel_definition_id=12301&multiple_channels=true`)
    expect(channels.url).toBe(`${moved}&provider_id=123&expected_account_types=ALL`)
    expect(channels.conflicts).toMatchObject([{ ruleId: 'parameter.channel_definition_id' }])
    const said = translated(`${add}&expected_account_types=OTHER&channel_definition_id=12301`)
    expect(said.url).toBe(`${moved}&expected_account_types=OTHER&provider_id=123`)
    expect(said.conflicts).toHaveLength(1)
  })

  it('takes functional parameters from the session call to the links', () => {
    const { url, append } = translated(
      `${base}/widget_session?captive_mode=true&client_id=shop&channel_definition_id=12301`,
    )
    expect(url).toBe(`${base}/v2.1/widget_session?client_id=shop`)
    expect(append).toEqual({
      add_connection: '&wait_sync_end=true&expected_account_types=PAYMENT&provider_id=123',
      edit_credentials: '&wait_sync_end=true',
      user_input: '&wait_sync_end=true&expected_account_types=PAYMENT',
      manage_accounts: '&wait_sync_end=true&expected_account_types=PAYMENT',
    })
  })

  it('[endpoint.terms] [endpoint.professional-account] says that nothing takes their place', () => {
    for (const page of ['terms', 'professional-account'] as const) {
      const link = `${base}/widget/${page}?session_id=s1&redirect_uri=x`
      expect(translateUrl(link)).toMatchObject({ url: link, changes: [], problems: [{ ruleId: `endpoint.${page}` }] })
    }
  })

  it.each([
    '/signin?redirect_uri=x',
    '/token?redirect_uri=x',
    '/oauth2/authorize?redirect_uri=x',
    '/portal?captive_mode=1',
    '',
    '?captive_mode=true',
    'https://shop.example/widget/add_connection/more?redirect_uri=x',
    `${base}/mywidget/add_connection?redirect_uri=x`,
  ])('leaves %s alone, and says why', (link) => {
    expect(translated(link)).toMatchObject({ url: link, changes: [], problems: [{}] })
  })

  it.each([
    ['{base}/widget/add_connection?session_id={session_id}&captive_mode={wait}', '{wait}'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of somebody else's
    ['${base}/widget/add_connection?session_id=${a ? b : c}&captive_mode=${x & y}', '${x & y}'],
    ['#{base}/widget/add_connection?session_id=#{s}&captive_mode=#{w}', '#{w}'],
    ['{{ base }}/widget/add_connection?session_id={{ s }}&captive_mode={{ w ? "a&b" : 1 }}', '{{ w ? "a&b" : 1 }}'],
    ['%s/widget/add_connection?session_id=%s&captive_mode=%s', '%s'],
    ['<?= $b ?>/widget/add_connection?session_id=<?= $s ?>&captive_mode=<?= $w ?>', '<?= $w ?>'],
    ['https://h/widget/add_connection?session_id=:id&captive_mode=:wait', ':wait'],
  ])('keeps the placeholders of %s', (link, value) => {
    const { url, problems } = translateUrl(link)
    expect(url).toBe(
      link.replace('/widget/', '/v2.1/widget/').replace(`captive_mode=${value}`, `wait_sync_end=${value}`),
    )
    expect(problems).toEqual([])
  })

  it('keeps &amp;, \\u0026, escaped slashes, fragments and a trailing & as they are', () => {
    const said = (link: string) => translateUrl(link).url
    expect(said('/widget/user_input?session_id=1&amp;captive_mode=true#a?captive_mode=b')).toBe(
      '/v2.1/widget/user_input?session_id=1&amp;wait_sync_end=true#a?captive_mode=b',
    )
    expect(said(String.raw`https:\/\/h\/widget\/user_input?session_id=1\u0026captive_mode=true`)).toBe(
      String.raw`https:\/\/h\/v2.1\/widget\/user_input?session_id=1\u0026wait_sync_end=true`,
    )
    expect(said('/widget/user_input?session_id=1&')).toBe('/v2.1/widget/user_input?session_id=1&')
    expect(said('/widget/user_input?')).toBe('/v2.1/widget/user_input?')
    expect(said('/widget/user_input?session_id=1&redirect%5Furi=x')).toBe(
      '/v2.1/widget/user_input?session_id=1&redirect_url=x',
    )
  })

  it('never throws, is done after once, and points each change at its own bytes', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('/widget/', 'add_connection', '?', '&', '=', '#', '&amp;', '{', '}', '${', '%', 'captive_mode'),
      fc.constantFrom(
        'redirect_uri',
        'multiple_channels=true',
        'channel_definition_id=12300',
        '/widget_session',
        '/v2.1',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const link = pieces.join('')
        expect(joinLink(splitLink(link))).toBe(link)
        const first = translated(link)
        for (const { from, at, ruleId } of first.changes) {
          expect(link.slice(at, at + from.length)).toBe(from)
          expect(migrationRules).toHaveProperty([ruleId])
        }
        expect(translated(first.url).url).toBe(first.url)
      }),
      { numRuns: 500 },
    )
  })
})
