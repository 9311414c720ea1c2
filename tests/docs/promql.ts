import { parser } from '@prometheus-io/lezer-promql'

export interface ParsedQuery {
  /** Names of the series that it reads. */
  readonly series: readonly string[]
  /** Label names that it selects or groups by. */
  readonly labels: readonly string[]
}

/** Reads a query with Prometheus' own grammar. @throws when it is none */
export function parseQuery(query: string): ParsedQuery {
  const series: string[] = []
  const labels: string[] = []
  parser.parse(query).iterate({
    enter(node) {
      const text = query.slice(node.from, node.to)
      if (node.type.isError) throw new Error(`no PromQL at ${node.from}: ${query}`)
      if (node.name === 'Identifier' && node.node.parent?.name === 'VectorSelector') series.push(text)
      if (node.name === 'LabelName') labels.push(text)
    },
  })
  return { series, labels }
}
