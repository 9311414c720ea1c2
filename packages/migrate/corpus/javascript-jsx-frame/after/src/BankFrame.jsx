import { useMemo } from 'react'

// Don't open it before the session is there.
export function BankFrame({ base, sessionId, onDone }) {
  const src = useMemo(() => {
    const url = new URL('/v2.1/widget/add_connection', base)
    url.searchParams.set('session_id', sessionId)
    url.searchParams.set('wait_sync_end', 'true')
    url.searchParams.set('redirect_url', `${location.origin}/done`)
    return url.href
  }, [base, sessionId])
  return (
    <section>
      <p>Don't close this window, it's nearly done.</p>
      <iframe title="bank" src={src} onLoad={onDone} />
    </section>
  )
}
