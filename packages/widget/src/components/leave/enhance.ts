interface Message {
  readonly targetOrigins: readonly string[]
  readonly data: unknown
}

let told = false

/** Tells the page that embeds or opened the widget how the journey ended: once, to the named origins only (WIRE §6). */
export function tellHost(): void {
  const text = document.body.dataset['message']
  const host: Window | null = window.parent === window ? window.opener : window.parent
  if (!text || told || !host) return
  told = true
  const message: Message = JSON.parse(text)
  // Each call is delivered only if the host is of that origin, so at most one arrives.
  for (const origin of message.targetOrigins) host.postMessage(message.data, origin)
}

/** Follows the page's way out, in this very frame. */
export function leave(): void {
  const link = document.querySelector<HTMLAnchorElement>('a[data-leave]')
  if (!link) return
  tellHost()
  location.replace(link.href)
}

export function enhanceLeaving(): void {
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a[data-leave]')) tellHost()
  })
  if (!document.querySelector('a[data-leave]')) tellHost()
  else if ('leaveNow' in document.body.dataset) leave()
}
