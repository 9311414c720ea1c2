// Passkeys on the two pages that have them. Without this script, and where a browser has none, their forms stay hidden.
const { startAuthentication, startRegistration, browserSupportsWebAuthn } = globalThis.SimpleWebAuthnBrowser

// Beside the page: `/home` or `/console`.
const place = location.pathname.split('/')[1]

async function send(path, body) {
  const answer = await fetch(`/${place}/passkeys/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const told = await answer.json()
  if (!answer.ok) throw Object.assign(new Error(`${path}: ${answer.status}`), { status: answer.status })
  return told
}

const ways = {
  'sign-in': async () => {
    const answer = await startAuthentication({ optionsJSON: await send('sign-in/ask', {}) })
    return send('sign-in', answer)
  },
  add: async (form) => {
    const given = new FormData(form)
    const name = given.get('passkey-name')
    const password = given.get('passkey-password') ?? undefined
    const answer = await startRegistration({ optionsJSON: await send('add/ask', { password }) })
    return send('add', { name, answer })
  },
}

for (const form of browserSupportsWebAuthn() ? document.querySelectorAll('form[data-passkey]') : []) {
  const button = form.querySelector('button')
  const wrong = form.querySelector('[role=alert]')
  form.hidden = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    button.disabled = true
    wrong.hidden = true
    try {
      const { go } = await ways[form.dataset.passkey](form)
      location.assign(go)
    } catch (error) {
      // Turned away by the person himself: nothing to be said.
      if (error.name !== 'NotAllowedError' && error.name !== 'AbortError') {
        const { failed, password = failed, tries = failed } = form.dataset
        wrong.textContent = error.status === 403 ? password : error.status === 429 ? tries : failed
        wrong.hidden = false
      }
      button.disabled = false
    }
  })
}
