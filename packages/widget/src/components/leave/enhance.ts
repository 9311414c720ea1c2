import { events, eventsLoaded, host } from '../events/load.ts'

interface Message {
  readonly targetOrigins: readonly string[]
  readonly data: unknown
}

let told = false

/** Tells the page that embeds or opened the widget how the journey ended: once, to the named origins only (WIRE §6). */
export function tellHost(): void {
  const text = document.body.dataset['message']
  if (!text || told || !host) return
  told = true
  const message: Message = JSON.parse(text)
  if (events?.closing() === false) return
  // Delivered only to a window of that very origin, so at most one arrives.
  for (const origin of message.targetOrigins) host.postMessage(message.data, origin)
}

/** Follows the page's way out, in this very frame; by itself only in front of somebody. */
export function leave(): void {
  if (document.hidden) document.addEventListener('visibilitychange', leave, { once: true })
  else follow(document.querySelector<HTMLAnchorElement>('a[data-leave]'))
}

function follow(link: HTMLAnchorElement | null): void {
  if (!link) return
  tellHost()
  // A message from a frame that is already elsewhere arrives without its source, and careful hosts drop it.
  setTimeout(() => location.replace(link.href), 99)
}

export function enhanceLeaving(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[data-leave]')
    if (!link || !host) return
    event.preventDefault()
    follow(link)
  })
  if (!document.querySelector('a[data-leave]')) void eventsLoaded.then(tellHost)
  else if ('leaveNow' in document.body.dataset) void eventsLoaded.then(leave)
}
