import { expect } from 'vitest'
import { errors } from '../../../packages/contract/src/errors.ts'
import { activeParts } from './html.ts'
import { type Got, header } from './send.ts'

/** What any bad request must come to: no fault of ours, and where it is refused a named error or a calm page. */
export function expectCalm(got: Got, what: string): void {
  expect(got.status, what).toBeGreaterThanOrEqual(200)
  expect(got.status, what).toBeLessThan(500)
  // A line of a stack names a file; “next at 18:02” is a time.
  expect(got.text, what).not.toMatch(/node_modules|\bat [\w./]*[A-Za-z/.][\w./]*:\d+|SQLSTATE|ZodError|"stack"/)
  expect(activeParts(isHtml(got) ? got.text : ''), what).toEqual([])
  if (got.status < 400) return
  if (isHtml(got)) {
    expect(got.text, what).toMatch(/<h1\b/)
    return
  }
  const body = JSON.parse(got.text) as { error: keyof typeof errors; error_description: string; request_id: string }
  expect(Object.keys(errors), what).toContain(body.error)
  expect(body.error_description, what).toMatch(/\S/)
  expect(body.request_id, what).toMatch(/\S/)
}

/** Refused, not merely survived. */
export function expectRefused(got: Got, what: string): void {
  expectCalm(got, what)
  expect(got.status, what).toBeGreaterThanOrEqual(400)
}

function isHtml(got: Got): boolean {
  return header(got, 'content-type').includes('html')
}
