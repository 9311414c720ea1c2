import { pino } from 'pino'
import { expect, it } from 'vitest'
import { createHttpServer } from './http-server.ts'
import { logOptions } from './log-options.ts'

it('writes no secret of a path, a query or a header', async () => {
  const lines: string[] = []
  const log = pino(logOptions('trace'), { write: (line: string) => lines.push(line) })
  const app = createHttpServer({ logger: log })
  const secret = 'S3cretS3cretS3cretS3cretS3cretS3cretS3cret0'
  for (const url of [
    `/simplefin/claim/${secret}`,
    `/SimpleFIN/claim/${secret}?x=${secret}`,
    `/exports/${secret}.csv?account_id=1`,
    `/exports/${secret}`,
    `/v2.1/widget_sessions/${secret}`,
    `/simplefin/accounts?start-date=0&password=${secret}`,
  ])
    await app.inject({ method: 'POST', url, headers: { authorization: `Basic ${btoa(`sf1:${secret}`)}` } })
  await app.close()
  const text = lines.join('')
  expect(text).toContain('/simplefin/claim/')
  expect(text).toMatch(/\/exports\/[0-9a-f]{16}\.csv/)
  expect(text).not.toContain(secret)
  expect(text).not.toContain(btoa(`sf1:${secret}`))
})
