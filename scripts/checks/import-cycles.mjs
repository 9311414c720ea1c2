/**
 * Cycles among files that import one another when loaded. `graph`: Map of path → paths imported (not type-only).
 * Returns each cycle once, as the list of its files.
 */
export function importCycles(graph) {
  const cycles = []
  const done = new Set()
  const trail = []

  function visit(path) {
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
