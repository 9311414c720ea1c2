'use client'
import { useRaccord } from '@raccord/react'

/** Without a script the form leads to the widget; with it the widget opens over this page. */
export function ConnectButton() {
  const { open, isOpen } = useRaccord()
  return (
    <form
      method="post"
      action="/connect"
      onSubmit={(event) => {
        event.preventDefault()
        open({ url: link(), onSuccess: () => location.assign('/accounts') })
      }}
    >
      <button type="submit" disabled={isOpen}>
        Connect my bank
      </button>
    </form>
  )
}

async function link(): Promise<string> {
  const answer = await fetch('/connect', { method: 'POST', headers: { accept: 'text/plain' } })
  return answer.text()
}
