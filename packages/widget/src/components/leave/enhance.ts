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
  if (!first(events?.closing())) return
  // Delivered only to a window of that very origin, so at most one arrives.
  for (const origin of message.targetOrigins) host.postMessage(message.data, origin)
}

/** The widget may be open in two tabs (the bank came back to another one): the first to leave tells, a reload does not. */
function first(journey: string | undefined): boolean {
  if (!journey) return true
  try {
    if (localStorage.getItem('raccord told') === journey) return false
    localStorage.setItem('raccord told', journey)
  } catch {
    // Storage is blocked: then another tab has not got this journey's page either (binding.ts).
  }
  return true
}

/** Follows the page's way out, in this very frame; by itself only in front of somebody. */
export function leave(): void {
  if (document.hidden) return document.addEventListener('visibilitychange', leave, { once: true })
  const link = document.querySelector<HTMLAnchorElement>('a[data-leave]')
  if (!link) return
  tellHost()
  location.replace(link.href)
}

export function enhanceLeaving(): void {
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a[data-leave]')) tellHost()
  })
  if (!document.querySelector('a[data-leave]')) void eventsLoaded.then(tellHost)
  else if ('leaveNow' in document.body.dataset) void eventsLoaded.then(leave)
}
