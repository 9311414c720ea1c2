/** The page that embeds or opened the widget; nobody when the widget has a tab to itself. */
export const host: Window | null = window.parent === window ? window.opener : window.parent

/** Once loaded, and only where somebody listens: a widget in a tab of its own pays nothing for events. */
export let events: typeof import('./enhance.ts') | undefined

export const eventsLoaded: Promise<unknown> = load().catch(() => {
  // The journey goes on without a witness.
})

async function load(): Promise<void> {
  const url = document.body.dataset['script']
  if (!host || !url) return
  // By address, since a bundler's own `import()` brings a loader of half a kilobyte along.
  events = (await import(/* @vite-ignore */ url)) as typeof import('./enhance.ts')
  events.tellEvents(document.body, host)
}
