/** Says that the session is about to end for want of activity; one press keeps it (WCAG 2.2.1). */
export function enhanceIdle(element: HTMLElement): void {
  const { seconds, poll = '', self = '' } = element.dataset
  let before: Element | null = null
  const wait = () => {
    setTimeout(() => {
      before = document.activeElement
      element.hidden = false
    }, Number(seconds) * 1000)
  }
  // Asking how the journey stands counts as activity. Without a network the offer stays.
  const stay = ({ ok }: Response) => {
    if (!ok) return location.replace(self)
    element.hidden = true
    if (before instanceof HTMLElement) before.focus()
    wait()
  }
  element.addEventListener('click', () => fetch(poll).then(stay, () => {}))
  wait()
}
