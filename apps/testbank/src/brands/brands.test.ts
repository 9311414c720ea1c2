import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTestBank } from '../app.ts'
import { BRANDS, brandOf, OWN_BRAND } from './brand.ts'

let bank: FastifyInstance
beforeAll(async () => {
  bank = await buildTestBank()
})
afterAll(() => bank.close())

const interfaces: Readonly<Record<string, string>> = {
  agreste: '/banks/agreste/stet/v1/accounts',
  galet: '/banks/galet/berlin-group/v1/accounts',
  lario: '/banks/lario/berlin-group/v1/accounts',
  thornbridge: '/banks/thornbridge/openbanking-uk/v3.1/aisp/accounts',
  brumes: '/banks/brumes/berlin-group/v1/accounts',
}
const status = async (url: string) => (await bank.inject(url)).statusCode
const door = (id: string, headers: Record<string, string> = {}) =>
  bank.inject({ method: 'POST', url: `/banks/${id}/door`, headers })

it('an address says whose it is; what is nobody’s is the bank’s own', () => {
  expect(BRANDS.map(({ id }) => brandOf(`/banks/${id}/anything`).id)).toEqual(BRANDS.map(({ id }) => id))
  expect([brandOf('/banks/nobody/stet'), brandOf('/berlin-group'), brandOf('/banks')]).toEqual(Array(3).fill(OWN_BRAND))
})

describe.each(BRANDS)('$name', ({ id, name, customer, monogram }) => {
  it('is closed and opened at its front page, which stays, and no other bank with it', async () => {
    const address = interfaces[id] ?? ''
    const open = id !== 'brumes'
    expect((await status(address)) === 503).toBe(!open)
    expect((await door(id)).statusCode).toBe(303)
    expect((await status(address)) === 503).toBe(open)
    expect((await bank.inject(`/banks/${id}`)).body).toContain(open ? 'Closed.' : 'Open.')
    expect(await status('/berlin-group/v1/accounts')).not.toBe(503)
    expect((await door(id, { origin: 'https://evil.example' })).statusCode).toBe(400)
    expect((await status(address)) === 503).toBe(open)
    // A person in front of the door reads it in the bank's own look.
    if (open) {
      const page = await bank.inject({ url: address, headers: { accept: 'text/html' } })
      expect(page.statusCode).toBe(503)
      expect(page.body).toContain(`data-bank="${id}"`)
    }
    await door(id)
    expect((await status(address)) === 503).toBe(!open)
  })

  it('has a page, a logo and a customer', async () => {
    const page = await bank.inject(`/banks/${id}`)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(`data-bank="${id}"`)
    expect(page.body).toContain(`<title>${name}</title>`)
    expect((await bank.inject(`/banks/${id}/logo.svg`)).body).toContain(`>${monogram}</text>`)
    expect(await status(`/scenarios/${customer}.txt`)).toBe(200)
  })
})

it('there is no bank of another name', async () => {
  expect([await status('/banks/nobody'), await status('/banks/nobody/logo.svg')]).toEqual([404, 404])
  expect((await door('nobody')).statusCode).toBe(400)
})
