import type { RaccordEvent } from './event-types.ts'
import { modal } from './modal.ts'
import type { Exit, Handle, OpenOptions, Success } from './types.ts'

/** The closing message of WIRE §6. */
interface Told {
  readonly status: 'success' | 'error' | 'cancelled'
  readonly redirect_url: string
  readonly result: Success['result']
  readonly connection_id: string
}

const name = 'raccord'
/** Where a pop-up keeps whose it is: storage of this tab and this site, which is there again when the journey comes back. */
const slot = 'raccord-window'

/**
 * For the page of `redirect_url` in a pop-up: hands the end over to the page that opened the widget, and closes the window.
 * Needed because banks may cut a pop-up off from its opener. Does nothing harmful anywhere else.
 */
export function done(url = location.href): void {
  const { searchParams: said } = new URL(url)
  if (!said.has('status')) return
  const channel = new BroadcastChannel(owner(window) ?? name)
  channel.postMessage({ ...Object.fromEntries(said), redirect_url: url })
  channel.close()
  close()
}

/** A result is for the page that opened this very window: other widgets, of other tabs too, go on. */
function owner(popup: Window, own?: string): string | undefined {
  try {
    if (own) popup.sessionStorage.setItem(slot, own)
    return popup.sessionStorage.getItem(slot) ?? undefined
  } catch {
    // Storage is blocked: heard by all, as it was before there were several.
    return undefined
  }
}

/** Opens the widget. Call it in the click's own handler: a pop-up that is opened later is blocked. */
export function open(options: OpenOptions): Handle {
  const { mode = 'iframe', container, onReady, onEvent, onSuccess, onExit } = options
  // Before anything is awaited, or the browser takes it for an advertisement. Blocked all the same: a frame instead.
  const popup = mode === 'popup' ? window.open('', '', 'popup,width=440,height=720') : null
  const framed = mode !== 'redirect' && !popup
  const frame = document.createElement('iframe')
  const focused = document.activeElement
  let origin = ''
  let step: string | undefined
  let ready = false
  let over = false
  let success: Success | undefined
  let exit: Exit | undefined
  let journey = ''
  let last = 0

  const hear = ({ data, origin: from, source }: MessageEvent) => {
    // No source: posted just before the page there was left.
    if (from !== origin || (source && source !== (popup ?? frame.contentWindow))) return
    if (data?.eventName === 'redirect_to') return end(data)
    if (data?.source !== 'raccord' || data.v !== 1) return
    if (!ready) onReady?.()
    ready = true
    take(data)
  }
  const take = (event: RaccordEvent) => {
    const { type } = event
    if (type === 'resize') {
      if (container) frame.style.height = `${Math.max(400, Math.min(event.height, innerHeight))}px`
    } else if (type === 'dismiss') {
      if (close) leave()
    } else {
      if (event.journey !== journey) last = 0
      journey = event.journey
      // Said twice where the widget's own memory is blocked.
      if (event.seq <= last) return
      last = event.seq
      if (type === 'step') step = event.step
      if (type === 'success') success = { connectionId: event.connection_id, result: event.result }
      if (type === 'exit')
        exit = event.error
          ? { status: event.status, step: event.step, error: event.error }
          : { status: event.status, step: event.step }
    }
    onEvent?.(event)
  }
  const end = (told?: Told, status: Exit['status'] = 'closed') => {
    if (over) return
    over = true
    removeEventListener('message', hear)
    clearInterval(watch)
    channel?.close()
    const inside = document.activeElement === frame
    close?.()
    frame.remove()
    popup?.close()
    if (inside && focused instanceof HTMLElement) focused.focus({ preventScroll: true })
    const to = told?.redirect_url && { redirectUrl: told.redirect_url }
    if (told?.status === 'success') success = { connectionId: told.connection_id, result: told.result }
    if (success) onSuccess?.({ ...success, ...to })
    else onExit?.({ status: told ? (told.status as 'error') : status, ...(step && { step }), ...exit, ...to })
  }
  const leave = () => {
    // Nothing is lost on these.
    if (
      /^(undefined|providers|not_listed|manage|success|error)$/.test(`${step}`) ||
      confirm(options.leaveQuestion ?? 'Stop connecting your bank?')
    )
      end()
  }

  addEventListener('message', hear)
  let unseen = 0
  // At a bank that cuts its opener off, a pop-up looks closed: only the page of `redirect_url` (`done`) or the server can tell.
  const watch = popup
    ? setInterval(() => {
        if (!popup.closed) return
        if (!/^redirect/.test(`${step}`)) end()
        else if (unseen++ % 10 === 0)
          options.outcome?.().then(
            (told) => told && end(told as Told),
            () => {},
          )
      }, 300)
    : 0
  const channel = popup && new BroadcastChannel(owner(popup, name + Math.random()) ?? name)
  if (channel) channel.onmessage = ({ data }) => end(data)
  let close: (() => void) | undefined
  if (framed) {
    frame.title = options.title ?? 'Connect a bank'
    frame.style.cssText = 'border:0;width:100%;height:600px'
    if (container) container.append(frame)
    else close = modal(frame, options.closeLabel ?? 'Close', leave, end)
  }
  Promise.resolve(options.url)
    .then((url) => {
      if (over) return
      const link = new URL(url, location.href)
      if (!/^http/.test(link.protocol)) throw link
      origin = link.origin
      if (popup) popup.location.replace(url)
      else if (framed) frame.src = url
      else location.assign(url)
    })
    .catch(() => end(undefined, 'link'))
  return { close: () => end() }
}
