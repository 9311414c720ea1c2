import { type CheckLine, missing, note, ok } from './finding-line.ts'
import { getJson } from './http-json.ts'
import type { Server } from './server.ts'

interface Row {
  readonly name: string
  readonly text: string
}

/** What the server has seen of the previous widgets, where it keeps such a report. */
export async function usageLines(server: Server, token: string): Promise<CheckLine[]> {
  const answer = await getJson(`${server.api}/v2.1/migration_report`, token)
  if (answer.status === 404) return [note('usage', 'this server keeps no usage report')]
  if (answer.status !== 200 || typeof answer.json !== 'object' || answer.json === null) {
    return [note('usage', `GET /v2.1/migration_report: HTTP ${answer.status}`)]
  }
  const report = answer.json as Record<string, unknown>
  const rows = ['endpoints', 'parameters', 'usage', 'items', 'uses'].flatMap((name) => rowsOf(report[name]))
  if (report['done'] === true || report['status'] === 'done')
    return [ok('usage', 'the server saw no use of the previous widgets lately: done')]
  if (rows.length === 0)
    return [note('usage', 'the server has seen nothing of the previous widgets yet, or not for long enough')]
  return rows.map(({ name, text }) =>
    missing(
      'usage',
      `${name} is still in use${text}`,
      'raccord-migrate scan finds where; GET /v2.1/migration_report has the figures',
    ),
  )
}

function rowsOf(list: unknown): Row[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return []
    const row = item as Record<string, unknown>
    const name = row['name'] ?? row['endpoint'] ?? row['parameter'] ?? row['old']
    const to = row['replacement'] ?? row['new'] ?? row['successor']
    return typeof name === 'string' ? [{ name, text: typeof to === 'string' ? `; its successor is ${to}` : '' }] : []
  })
}
