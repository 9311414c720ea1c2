/** By the name that elements ask for in `data-enhance`. What draws parts of its page anew is given all of them. */
export type Enhancers = Readonly<Record<string, (element: HTMLElement, all: Enhancers) => void>>

export function enhanceAll(enhancers: Enhancers, root: ParentNode = document): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-enhance]')) {
    // The page works without any of them: one that fails must not take the others along.
    try {
      enhancers[element.dataset['enhance'] ?? '']?.(element, enhancers)
    } catch (error) {
      console.error(error)
    }
  }
}
