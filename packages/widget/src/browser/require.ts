/** The child an enhancer can't work without. Missing is a defect of the page: named, and caught by `enhance`. */
export function need<T extends Element>(root: ParentNode, selector: string, type: new () => T): T {
  const found = root.querySelector(selector)
  if (found instanceof type) return found
  throw new Error(`no ${selector}`)
}
