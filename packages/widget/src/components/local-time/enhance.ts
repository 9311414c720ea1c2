/** The server can't know the reader's time zone; the browser does. */
export function enhanceLocalTime(element: HTMLElement): void {
  const text = new Date((element as HTMLTimeElement).dateTime).toLocaleString(document.documentElement.lang, {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  })
  element.textContent = text.replace(/\b0?(\d+):(00)?/, element.dataset['clock'] ?? '')
}
