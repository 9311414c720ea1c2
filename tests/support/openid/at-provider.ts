/** Somebody at the played provider, without a browser: from the address that led him there to the one that he is led back to. */
export async function atProvider(there: string, login: string): Promise<string> {
  const jar = new Map<string, string>()
  const { origin } = new URL(there)
  const ask = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(address, { ...init, redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    return answer
  }
  let address = there
  for (;;) {
    if (new URL(address).origin !== origin) return address
    const answer = await ask(address)
    const next = answer.headers.get('location')
    if (next !== null) {
      address = new URL(next, address).href
      continue
    }
    const page = await answer.text()
    if (!page.includes('name="login"')) throw new Error(`the provider says ${answer.status}: ${page.slice(0, 500)}`)
    const sent = await ask(address, { method: 'POST', body: new URLSearchParams({ login }) })
    address = new URL(sent.headers.get('location') ?? '', address).href
  }
}
