import { type CheckLine, missing, note, ok } from './finding-line.ts'
import { field, getJson } from './http-json.ts'
import type { Server } from './server.ts'

/** What the server has seen of the previous widgets (`GET /v2.1/migration_report`), where it keeps such a report. */
export async function usageLines(server: Server, token: string): Promise<CheckLine[]> {
  const answer = await getJson(`${server.api}/v2.1/migration_report`, token)
  const status = field(answer.json, 'status')
  if (answer.status === 404) return [note('usage', 'this server keeps no usage report')]
  if (answer.status !== 200 || status === undefined) {
    return [note('usage', `GET /v2.1/migration_report: HTTP ${answer.status}`)]
  }
  const said = field(answer.json, 'summary') ?? status
  if (status !== 'in_use') return [ok('usage', said)]
  const uses = (answer.json as { uses?: unknown }).uses
  const lines = Array.isArray(uses) ? uses.flatMap((use: unknown) => lineOf(use)) : []
  return lines.length > 0 ? lines : [note('usage', said)]
}

/** Uses within the quiet days only: older ones are over. */
function lineOf(use: unknown): CheckLine[] {
  const name = field(use, 'name')
  const recent = (use as { recent_count?: unknown } | null)?.recent_count
  if (name === undefined || typeof recent !== 'number' || recent === 0) return []
  const instead = field(use, 'replacement')
  const next = instead === undefined ? 'nothing takes its place: take the call out' : `use ${instead}`
  return [
    missing(
      'usage',
      `${name} was used of late: ${recent === 1 ? 'once' : `${recent} times`}`,
      `${next}; raccord-migrate scan finds where`,
    ),
  ]
}
