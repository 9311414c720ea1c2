import type { BrowserContext, Page } from 'playwright-core'
import type { ClientApp } from '../support/client-app.ts'

/** A message as a host page got it. */
export interface Heard {
  readonly origin: string
  /** From the frame of this page, or from a document that has left it since (browsers then name nobody): not from anybody else. */
  readonly own: boolean
  readonly data: { readonly [name: string]: unknown }
}

/** Everything that was posted to a host page, its reloads included. */
export class Listener {
  readonly heard: Heard[] = []

  /** Call before the page is opened. */
  async on(page: Page): Promise<void> {
    await page.exposeFunction('record', (one: Heard) => void this.heard.push(one))
    await page.addInitScript(() => {
      // The bank's and the widget's own documents have nothing to hear.
      if (window.parent !== window) return
      addEventListener('message', ({ origin, source, data }) => {
        const frame = document.querySelector('iframe')
        const record = (window as unknown as { record(one: unknown): void }).record
        record({ origin, own: source === null || source === frame?.contentWindow, data })
      })
    })
  }

  events(): { readonly [name: string]: unknown }[] {
    return this.heard.map(({ data }) => data).filter(({ source }) => source === 'raccord')
  }

  /** Without measures and keys, which come at any time. */
  told(): { readonly [name: string]: unknown }[] {
    return this.events().filter(({ type }) => type !== 'resize' && type !== 'dismiss')
  }

  /** Names of the events that depend on no timing, with what tells them apart; one that is told again counts once. */
  story(): string[] {
    const heard = new Set<unknown>()
    return this.events()
      .filter(({ type }) => !['resize', 'search', 'sync_progress', 'dismiss'].includes(String(type)))
      .filter(({ seq }) => !heard.has(seq) && heard.add(seq))
      .map(({ type, step, kind, what, result, status }) =>
        [type, step ?? kind ?? what ?? result, status].filter(Boolean).join(' '),
      )
  }

  closings(): { readonly [name: string]: unknown }[] {
    return this.heard.map(({ data }) => data).filter(({ eventName }) => eventName === 'redirect_to')
  }
}

/** A page of the client's that shows this link in a frame, all of it in sight: clicks must not depend on scrolling. */
export function hostPage(link: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Host</title><body style="margin:0">
<iframe title="Connect a bank" width="408" height="580" src="${link.replaceAll('&', '&amp;')}"></iframe>`
}

/** Opens a host page on another site than the widget's (another name and another port). */
export async function openHost(context: BrowserContext, client: ClientApp, path: string, html: string) {
  client.put(path, 'text/html; charset=utf-8', html)
  const page = await context.newPage()
  const listener = new Listener()
  await listener.on(page)
  await page.goto(client.localUrl + path)
  return { page, listener }
}
