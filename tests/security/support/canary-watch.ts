import { readFileSync } from 'node:fs'
import type { BrowserContext } from 'playwright-core'
import type { BankProxy } from './bank-proxy.ts'
import type { Canaries } from './canaries.ts'

/** Every address that the browser asked for, every page that it was given, every cookie that it was told to keep. */
export function watch(
  context: BrowserContext,
  base: string,
  canaries: Canaries,
  seen: { urls: string[]; pages: { url: string; status: number; text: string }[] },
): void {
  context.on('request', (request) => void seen.urls.push(request.url()))
  context.on('response', async (response) => {
    const url = new URL(response.url())
    const headers = await response.allHeaders().catch(() => undefined)
    for (const [, value] of (headers?.['set-cookie'] ?? '').matchAll(/raccord(?:-frame)?=([^;\n]+)/g))
      canaries.add('page secret', 'secret', value)
    for (const [, value] of (headers?.['set-cookie'] ?? '').matchAll(/raccord-leg=([^;\n]+)/g))
      canaries.add('leg cookie', 'secret', value)
    if (url.origin !== base) return
    if (url.searchParams.has('ticket')) canaries.add('departure ticket', 'secret', url.searchParams.get('ticket') ?? '')
    if (!headers?.['content-type']?.includes('html') || response.status() === 303) return
    const text = await response.text().catch(() => undefined)
    if (text !== undefined) seen.pages.push({ url: response.url(), status: response.status(), text })
  })
}

export function noteBankIds(proxy: BankProxy, canaries: Canaries): void {
  for (const { path, answer, requestBody, requestHeaders, location } of proxy.exchanges) {
    for (const [, name, value] of answer.matchAll(
      /"(consentId|authorisationId|access_token|refresh_token)":"([^"]+)"/g,
    ))
      canaries.add(
        { consentId: 'consent id', authorisationId: 'authorisation id', access_token: 'bank access token' }[
          name ?? ''
        ] ?? 'bank refresh token',
        'bank',
        value,
      )
    const back = new URL(String(requestHeaders['tpp-redirect-uri'] ?? 'http://none/'))
    for (const url of [new URL(path, 'http://bank'), back, new URL(location ?? '/', 'http://bank')])
      for (const name of ['state', 'code', 'code_challenge'])
        if (url.searchParams.has(name)) canaries.add(name, 'bank', url.searchParams.get(name) ?? '')
    const verifier = new URLSearchParams(requestBody).get('code_verifier')
    if (verifier) canaries.add('code verifier', 'bank', verifier)
  }
}

/** Command line and environment of a process and of all below it. */
export function processes(root: number): { pid: number; name: string; text: string }[] {
  const read = (pid: number, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8')
    } catch {
      return ''
    }
  }
  const children = read(root, `task/${root}/children`).trim().split(' ').filter(Boolean).map(Number)
  const own = { pid: root, name: read(root, 'comm').trim(), text: `${read(root, 'cmdline')}\n${read(root, 'environ')}` }
  return [own, ...children.flatMap(processes)]
}
