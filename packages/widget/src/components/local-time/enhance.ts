/** The server can't know the reader's time zone; the browser does. */
export function enhanceLocalTime(element: HTMLElement): void {
  if (!(element instanceof HTMLTimeElement)) return
  element.textContent = new Date(element.dateTime).toLocaleString(document.documentElement.lang, {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  })
}
