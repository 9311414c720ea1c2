import { transformWithOxc } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkClientUrl, registrableUrl } from '../../apps/server/src/clients/client-url.ts'
import { parameters } from '../../packages/contract/src/parameters.ts'
import { example, guide, tableOf } from '../support/guide-example.ts'

const rows = await tableOf('mobile')
const addresses = {
  widget: 'https://connect.example/v2.1/widget/add_connection?session_id=x',
  redirectUrl: 'https://app.example/connected',
  cancelUrl: 'https://app.example/cancelled',
}
type Decide = (url: string) => unknown
type Verdict = { readonly end: Record<string, string> } | 'stay' | 'browser'

let decide: (url: string, known: typeof addresses) => Verdict
beforeAll(async () => {
  ;({ decide } = (await import(`data:text/javascript,${encodeURIComponent(await example('mobile', 'decide'))}`)) as {
    decide: typeof decide
  })
})

/** Each of these must be found as often as it says, or the snippet was changed into something that nobody reads. */
function translated(source: string, changes: readonly (readonly [RegExp, string])[]): string {
  return changes.reduce((text, [pattern, by]) => {
    expect(text).toMatch(pattern)
    return text.replaceAll(pattern, by)
  }, source)
}

/** Kotlin of the guide as JavaScript. `Uri` as Android documents it: no port is -1. */
async function kotlin(): Promise<Decide> {
  const source = translated(await example('mobile', 'decide-kotlin'), [
    [/fun (\w+)\(a: Uri, b: Uri\) = (.*)/g, 'const $1 = (a, b) => $2'],
    [/fun decide\(url: Uri\): Verdict \{/g, 'function decide(url) {'],
    [/return if \((.*)\) (\S+) else (\S+)/g, 'return ($1) ? $2 : $3'],
    [/Verdict\.([A-Z]+)/g, "'$1'.toLowerCase()"],
    [/ == /g, ' === '],
  ])
  const uri = (text: string) => {
    const { protocol, hostname, port, pathname } = new URL(text)
    return {
      scheme: protocol.slice(0, -1),
      host: hostname,
      port: port === '' ? -1 : Number(port),
      encodedPath: pathname,
    }
  }
  const run = new Function('REDIRECT_URL', 'CANCEL_URL', 'WIDGET_URL', `${source}\nreturn decide`)
  const decideUri = run(uri(addresses.redirectUrl), uri(addresses.cancelUrl), uri(addresses.widget))
  return (url) => decideUri(uri(url))
}

/** Swift of the guide as JavaScript. `URL` as Apple documents it: no port is nil. */
async function swift(): Promise<Decide> {
  const source = translated(await example('mobile', 'decide-swift'), [
    [/func (\w+)\(_ a: URL, _ b: URL\) -> Bool \{ (.*) \}/g, 'const $1 = (a, b) => $2'],
    [/func decide\(_ url: URL\) -> Verdict \{/g, 'function decide(url) {'],
    [/if (.*) \{ return (.*) \}/g, 'if ($1) return $2'],
    [/path\(percentEncoded: true\)/g, 'encodedPath'],
    [/(?<=[\s?:])\.(end|browser|stay)\b/g, "'$1'"],
    [/ == /g, ' === '],
  ])
  const url = (text: string) => {
    const { protocol, hostname, port, pathname } = new URL(text)
    return {
      scheme: protocol.slice(0, -1),
      host: hostname,
      port: port === '' ? null : Number(port),
      encodedPath: pathname,
    }
  }
  const run = new Function('redirectURL', 'cancelURL', 'widgetURL', `${source}\nreturn decide`)
  const decideUrl = run(url(addresses.redirectUrl), url(addresses.cancelUrl), url(addresses.widget))
  return (text) => decideUrl(url(text))
}

/** The React Native element, drawn by nobody: its handler is called as the native side would. */
async function reactNative(): Promise<Decide> {
  const { code } = await transformWithOxc(`export default ${await example('mobile', 'react-native')}`, 'guide.jsx', {
    jsx: { runtime: 'classic', pragma: 'element' },
    sourcemap: false,
  })
  let happened: unknown
  const run = new Function(
    ...['element', 'WebView', 'Linking', 'link', 'addresses', 'decide', 'onEnd'],
    code.replace('export default', 'return'),
  )
  const props = run(
    (_type: unknown, given: unknown) => given,
    'WebView',
    { openURL: (url: string) => (happened = ['browser', url]) },
    addresses.widget,
    addresses,
    (...given: Parameters<typeof decide>) => decide(...given),
    (end: unknown) => (happened = ['end', end]),
  ) as { onShouldStartLoadWithRequest(request: { url: string; isTopFrame?: boolean }): boolean }
  // What a page loads into frames of its own is not this rule's business.
  expect(props.onShouldStartLoadWithRequest({ url: 'https://bank.example/', isTopFrame: false })).toBe(true)
  return (url) => {
    happened = undefined
    if (props.onShouldStartLoadWithRequest({ url, isTopFrame: true })) return happened === undefined ? 'stay' : happened
    const [what, told] = happened as [string, unknown]
    if (what === 'browser') expect(told).toBe(url)
    else expect(told).toEqual(Object.fromEntries(new URL(url).searchParams))
    return what
  }
}

describe('mobile.md: one rule in four languages', () => {
  it('has a table with every verdict', () => {
    expect(rows.length).toBeGreaterThan(10)
    expect(new Set(rows.map(([, verdict]) => verdict))).toEqual(new Set(['stay', 'browser', 'end']))
  })

  it.each([
    [
      'JavaScript',
      async (): Promise<Decide> => (url) => {
        const verdict = decide(url, addresses)
        return typeof verdict === 'string' ? verdict : 'end'
      },
    ],
    ['Kotlin', kotlin],
    ['Swift', swift],
    ['React Native', reactNative],
  ] as const)('%s decides as the table says', async (_name, language) => {
    const decided = await language()
    expect(rows.map(([url]) => [url, decided(url)])).toEqual(rows.map((row) => [...row]))
  })

  it('JavaScript hands over what the query says', () => {
    expect(decide('https://app.example/connected?status=success&connection_id=4', addresses)).toEqual({
      end: { status: 'success', connection_id: '4' },
    })
  })

  it.each([
    ['handle-kotlin', /Verdict\.(\w+) -> (.*)/g, { STAY: 'false', BROWSER: 'launchUrl', END: 'finishWith' }],
    ['handle-swift', /case \.(\w+): (.*)/g, { stay: '.allow', browser: 'open(url)', end: 'finish(url)' }],
  ] as const)('%s acts on each verdict, and lets frames alone', async (name, branch, acts) => {
    const source = await example('mobile', name)
    const branches = [...source.matchAll(branch)].map(([, verdict = '', act = '']) => [verdict, act] as const)
    expect(branches.map(([verdict]) => verdict)).toEqual(Object.keys(acts))
    for (const [verdict, act] of branches) expect(act).toContain(acts[verdict as keyof typeof acts])
    expect(source).toMatch(
      /isForMainFrame\) return false|isMainFrame != false else \{ return decisionHandler\(\.allow\)/,
    )
  })
})

describe('mobile.md: where it returns to', async () => {
  const text = await guide('mobile')
  const returns = [...text.matchAll(/^\| `([^`]+)` \| (yes|no) \| /gm)].map(
    ([, url = '', taken = '']) => [url, taken] as const,
  )
  const client = { redirectUrls: [addresses.redirectUrl, addresses.cancelUrl], loopbackAllowed: false }

  it.each(returns)('%s: %s, as the server decides it', (url, taken) => {
    expect(checkClientUrl(client, url).kind).toBe(taken === 'yes' ? 'allowed' : 'refused')
  })

  it('has both, and no scheme of an app can be registered', () => {
    expect(returns.length).toBeGreaterThan(8)
    expect(new Set(returns.map(([, taken]) => taken))).toEqual(new Set(['yes', 'no']))
    for (const [url] of returns.filter(([one]) => !/^https?:/.test(one)))
      expect(registrableUrl(url, false)).toBeDefined()
    for (const name of ['redirect_url', 'cancel_url', 'aspsp_callback_uri'] as const) {
      expect(text).toContain(`\`${name}\``)
      expect(parameters[name].kind).toBe('functional')
    }
  })

  it('names one address everywhere', async () => {
    const manifest = await example('mobile', 'manifest')
    const of = (name: string) =>
      [...manifest.matchAll(new RegExp(`android:${name}="([^"]+)" />`, 'g'))].map(([, value]) => value)
    const claimed = of('path').map((path) => `${of('scheme')[0]}://${of('host')[0]}${path}`)
    expect(claimed).toEqual([addresses.redirectUrl, addresses.cancelUrl])
    const [, host, path] =
      /\.https\(host: "([^"]+)", path: "([^"]+)"\)/.exec(await example('mobile', 'session-swift')) ?? []
    expect(`https://${host}${path}`).toBe(addresses.redirectUrl)
    expect(await example('mobile', 'tabs-kotlin')).toContain('decide(back) == Verdict.END')
  })
})
