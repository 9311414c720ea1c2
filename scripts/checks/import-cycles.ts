/**
 * Cycles among files that import one another when loaded. `graph`: Map of path → paths imported (not type-only).
 * Returns each cycle once, as the list of its files.
 */
export function importCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = []
  const done = new Set<string>()
  const trail: string[] = []

  function visit(path: string): void {
    const at = trail.indexOf(path)
    if (at >= 0) {
      cycles.push(trail.slice(at))
      return
    }
    if (done.has(path)) return
    trail.push(path)
    for (const next of graph.get(path) ?? []) visit(next)
    trail.pop()
    done.add(path)
  }

  for (const path of graph.keys()) visit(path)
  return cycles
}
