/** A polite live region of our own beside `near`; the text goes in later, or screen readers miss it. */
export function announcer(near: Element): (text: string) => void {
  const region = document.createElement('span')
  region.className = 'sr'
  region.setAttribute('role', 'status')
  near.append(region)
  let timer = 0
  return (text) => {
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      region.textContent = text
    }, 150)
  }
}
