import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeInChromium } from '../support/browser.ts'
import { statementFile } from '../support/statement-files.ts'
import { entersBy, useHousehold } from './household.ts'
import { Person } from './person.ts'

const csv = Buffer.from(
  [
    'Buchungstag;Beguenstigter;Verwendungszweck;Betrag',
    '03.03.2026;Stadtwerke;Strom;-88,00',
    '04.03.2026;Acme;Gehalt;2.480,15',
  ].join('\r\n'),
)
const iban = 'DE02120300000000202051'

describeInChromium('statements in the widget', (browsers) => {
  const at = useHousehold()

  it('are uploaded, asked about and imported, without JavaScript; a bad one is told of and loses nothing', async () => {
    const page = await (await browsers.open({ javaScriptEnabled: false })).newPage()
    const person = new Person(page)
    await page.goto(at().url)
    await entersBy(page, at().setUpWord() ?? '', 'Ada')
    await page.waitForURL('**/home')
    // Beside the list of banks, too.
    await page.locator('form[action$="/banks/connect"] button').first().click()
    await person.sees('providers')
    await page.locator('form:has(input[name=provider_id][value="9999999"]) button').click()
    await person.agrees()
    await person.sees('upload')
    await person.does('upload')
    await page.locator('#wrong').waitFor()

    const ofx = await statementFile('ofx', ['2026-03-02 -4.20 CAFE DU PORT', '2026-03-03 1200.00 ACME PAYROLL'])
    const files = [
      { name: ofx.name, mimeType: 'application/x-ofx', buffer: ofx.bytes },
      { name: '../../<b>photo</b>.png', mimeType: 'image/png', buffer: Buffer.from([137, 80, 78, 71, 0, 1, 2, 3]) },
      { name: 'umsatz.csv', mimeType: 'text/csv', buffer: csv },
    ]
    await page.locator('#files').setInputFiles(files)
    await person.does('upload')

    // What was guessed is shown, also where nothing is a doubt.
    await page.locator('#column-0').waitFor()
    const roles = await page
      .locator('select[name=column]')
      .evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value))
    expect(roles).toEqual(['booking_date', 'payee', 'description', 'amount'])
    await page.locator('#column-3').selectOption('')
    await person.does('file_columns')
    await page.locator('#wrong').waitFor()
    await page.locator('#column-3').selectOption('amount')
    await page.locator('#decimal').selectOption(',')
    await page.locator('#day_order').selectOption('dmy')
    await person.does('file_columns')
    await page.locator('#number').fill('DE02120300000000202052')
    await person.does('file_account')
    await page.locator('#wrong').waitFor()
    await page.locator('#number').fill(iban)
    await page.locator('#currency').fill('eur')
    await person.does('file_account')

    const rows = page.locator('.row-card')
    await page.locator('form:has(input[value=import_files])').waitFor({ state: 'attached' })
    expect(await rows.count()).toBe(3)
    expect(await page.locator('.row-card .error').count()).toBe(1)
    expect(await rows.locator('.name').allTextContents()).toEqual(['statement.ofx', 'b>.png', 'umsatz.csv'])
    await person.does('import_files')
    await person.finishes()
    await page.waitForURL('**/home')
    expect(await page.locator('.rows a').count()).toBe(2)
    await page.goto(`${at().url}/home/transactions`)
    expect((await page.locator('.entries .label').allTextContents()).length).toBe(4)
    expect(
      await page
        .locator('.entries')
        .allTextContents()
        .then((all) => all.join()),
    ).toMatch(/2,480\.15/)
  })

  it('are remembered by bank: the next file asks nothing that was said, and doubles nothing', async () => {
    const page = await signedIn()
    await page.goto(`${at().url}/home/banks`)
    await page.locator('form[action$="/banks/upload"] button').first().click()
    const person = new Person(page)
    await person.agrees()
    await person.sees('upload')
    const more = Buffer.concat([csv, Buffer.from('\r\n05.03.2026;Baecker;Brot;-3,10')])
    await page.locator('#files').setInputFiles({ name: 'umsatz.csv', mimeType: 'text/csv', buffer: more })
    await person.does('upload')
    await page.locator('#number').fill(iban)
    await person.does('file_account')
    await person.does('import_files')
    await person.finishes()
    await page.waitForURL('**/home/banks?said=files')
    expect(await page.locator('[data-connection]').count()).toBe(1)
    await page.goto(`${at().url}/home/transactions`)
    expect((await page.locator('.entries .label').allTextContents()).length).toBe(5)
  })

  it('that are far too large are answered, and what was there stays', async () => {
    const page = await signedIn()
    await page.goto(`${at().url}/home/banks`)
    await page.locator('form[action$="/banks/upload"] button').first().click()
    const person = new Person(page)
    await person.agrees()
    await person.sees('upload')
    const ofx = await statementFile('ofx', ['2026-04-02 -4.20 CAFE DU PORT'])
    await page.locator('#files').setInputFiles({ name: 'april.ofx', mimeType: 'text/plain', buffer: ofx.bytes })
    await person.does('upload')
    await page.locator('form:has(input[value=import_files])').waitFor({ state: 'attached' })
    const { action, body } = await page.evaluate(() => {
      const form = document.querySelector<HTMLFormElement>('form[enctype="multipart/form-data"]')
      const fields = [...(form?.querySelectorAll<HTMLInputElement>('input[type=hidden]') ?? [])]
      return { action: form?.action ?? '', body: fields.map(({ name, value }) => [name, value]) }
    })
    // As the browser sends it, but made in the page: 100 MB need not go through the debugger.
    const answer = await page.evaluate(
      async ({ action, body }) => {
        const form = new FormData()
        for (const [name = '', value = ''] of body) form.set(name, value)
        form.set('files', new Blob([new Uint8Array(100_000_000)]), 'big.csv')
        const answered = await fetch(action, { method: 'POST', body: form })
        return { status: answered.status, text: await answered.text() }
      },
      { action, body },
    )
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('id="wrong"')
    expect(answer.text).toContain('april.ofx')
    // Another journey's page, or a stranger's form, moves nothing on.
    const foreign = new FormData()
    foreign.set('files', new Blob(['x']), 'x.csv')
    const refused = await fetch(action, { method: 'POST', body: foreign })
    expect(await refused.text()).not.toContain('april.ofx')
  })

  async function signedIn(): Promise<Page> {
    const page = await (await browsers.open()).newPage()
    await page.goto(`${at().url}/home/sign-in`)
    await page.locator('#login').fill('ada')
    await page.locator('#password').fill('correct horse battery')
    await page.locator('main button.primary').first().click()
    await page.waitForURL('**/home')
    return page
  }
})
