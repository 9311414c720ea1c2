import type { EventFeed } from '@raccord/contract'

// A file of its own, loaded by load.ts where somebody listens.

let host: Window
let feed: EventFeed | undefined
/** Number of the last event posted. */
let last = 0
let height = 0
/** Put into its page anew, or that page read again: whoever listens now is told where the journey stands, under the number it had. */
let anew = !document.referrer.startsWith(location.origin)

/** Posts what happened since the last page; called again whenever the page is redrawn in place. */
export function tellEvents(body: HTMLElement, to = host): void {
  host = to
  const text = body.dataset['events']
  if (!text) return
  feed = JSON.parse(text) as EventFeed
  last ||= recall()
  const { stands, list } = feed
  for (const event of list) if (event.seq > last || (anew && event.seq === stands)) post(event, event.seq)
  anew = false
  if (window.parent === host) watchHeight()
}

/** What only the page knows: a search, the way out of an error screen. */
export function say(type: string, fields: object): void {
  if (feed) post({ type, ts: now(), ...fields }, last + 1)
}

/**
 * Says the end without success; false where another tab has told the end of this journey (the bank came back to that one),
 * or this one has before it was read again. A cookie, since all tabs of a partition share it where storage is blocked.
 */
export function closing(): boolean {
  if (!feed) return true
  const mark = `raccord-told=${feed.envelope.journey}`
  if (document.cookie.includes(mark)) return false
  // biome-ignore lint/suspicious/noDocumentCookie: must be there before the page is left
  document.cookie = mark + kept
  if (feed.exit) say('exit', feed.exit)
  return true
}

function post(event: object, seq: number): void {
  if (!feed) return
  last = Math.max(last, seq)
  keep()
  // Delivered only to a window of that very origin, so at most one arrives.
  for (const origin of feed.origins) host.postMessage({ ...feed.envelope, ...event, seq }, origin)
}

/** Survives reloads and the way to the bank and back: in this tab's storage, else in a cookie, else in the frame's name. */
function recall(): number {
  let text: string | null
  try {
    text = sessionStorage.getItem('raccord')
  } catch {
    text = document.cookie + window.name
  }
  return Number.parseInt(text?.split(key())[1] ?? '', 10) || 0
}

function keep(): void {
  const text = key() + last
  try {
    sessionStorage.setItem('raccord', text)
  } catch {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in all browsers, and not synchronous
    document.cookie = text + kept
    // A name that the host gave its frame stays, unless cookies are off as well.
    if (!document.cookie) window.name = text
  }
}

const kept = ';path=/;max-age=7200;secure;samesite=none;partitioned'
const now = () => Math.floor(Date.now() / 1000)
const key = () => `raccord=${feed?.envelope.journey}.`

/** The card fills its frame, so its own height says nothing: what counts is where its content ends. */
function watchHeight(): void {
  const measure = () => {
    const [end, foot] = ['#end', 'footer'].map((part) => document.querySelector(part)?.getBoundingClientRect())
    const needed = Math.ceil((end?.bottom ?? 0) + scrollY + (foot?.height ?? 0)) + 24
    if (needed === height) return
    height = needed
    post({ type: 'resize', ts: now(), height }, last)
  }
  const observer = new ResizeObserver(measure)
  for (const part of document.querySelectorAll('main > *, footer')) observer.observe(part)
}

// Escape: the page around can't hear it. A search that holds text is cleared by it instead.
addEventListener(
  'keydown',
  ({ key: pressed, target }) => {
    if (pressed !== 'Escape' || (target instanceof HTMLInputElement && target.value)) return
    post({ type: 'dismiss', ts: now() }, last)
  },
  true,
)
