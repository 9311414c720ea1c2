/** A form goes once, however often its button is pressed. `disabled` would be lost focus and a lost value. */
export function enhanceGuard(form: HTMLElement): void {
  let sent = false
  let pressed: Element | null = null
  form.addEventListener('submit', (event) => {
    if (sent) return event.preventDefault()
    sent = true
    pressed = event.submitter
    pressed?.setAttribute('aria-disabled', 'true')
  })
  // Back from the next page by the browser's own cache: the form may go again.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return
    sent = false
    pressed?.removeAttribute('aria-disabled')
  })
}
