/** Calls `each` with the whole seconds left, once a change, and stops at 0. By the clock: background tabs are throttled. */
export function tick(seconds: number, each: (left: number) => void): () => void {
  const end = performance.now() + seconds * 1000
  let shown = -1
  const timer = setInterval(() => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000))
    if (left === 0) clearInterval(timer)
    if (left !== shown) each(left)
    shown = left
  }, 200)
  return () => clearInterval(timer)
}
