/**
 * Calls `each` with the whole seconds left, once a change, and stops at 0. By the clock: background tabs are throttled. `seen`:
 * only the time counts in which the page is in front of somebody.
 */
export function tick(seconds: number, each: (left: number) => void, seen?: boolean): () => void {
  let now = performance.now()
  let end = now + seconds * 1000
  let shown = -1
  const timer = setInterval(() => {
    const before = now
    now = performance.now()
    if (seen && document.hidden) end += now - before
    const left = Math.max(0, Math.ceil((end - now) / 1000))
    if (left === 0) clearInterval(timer)
    if (left !== shown) each(left)
    shown = left
  }, 200)
  return () => clearInterval(timer)
}
