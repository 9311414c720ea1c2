/** Runs each enhancer on the elements that ask for it by `data-enhance`. */
export function enhanceAll(enhancers: Readonly<Record<string, (element: HTMLElement) => void>>): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-enhance]')) {
    // The page works without any of them: one that fails must not take the others along.
    try {
      enhancers[element.dataset['enhance'] ?? '']?.(element)
    } catch (error) {
      console.error(error)
    }
  }
}
