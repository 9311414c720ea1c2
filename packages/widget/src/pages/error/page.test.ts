import { describe, expect, it } from 'vitest'
import { renderForTest, textOf } from '../../test-render.ts'
import { errorCases } from './fixtures.ts'

const doOf = (html: string) => [...html.matchAll(/name="do" value="(\w+)"/g)].map(([, name]) => name)
const html = (code: string) => {
  const { screen, frame } = errorCases.find(({ name }) => name === `error/${code}`)!
  return renderForTest(screen, frame)
}

describe('error', () => {
  it.each([
    ['bank_unavailable', ['tell_me', 'retry', 'choose_other']],
    ['wrong_credentials', ['edit_credentials', 'choose_other']],
    ['not_offered_by_bank', ['choose_other']],
    ['bank_limit_reached', ['choose_other']],
    ['action_needed_at_bank', ['retry']],
    ['declined_by_person', []],
    ['session_expired', []],
  ])('%s offers %j', (code, actions) => expect(doOf(html(code))).toEqual(actions))

  it('says when to come back, and a reference', () => {
    const text = textOf(html('bank_limit_reached'))
    expect(text).toContain('You can try again from 25 November at')
    expect(text).toContain('Reference: R-7K2M-04')
  })

  it('leads back to the client by a link, never a form', () => {
    expect(html('bank_unavailable')).toMatch(/<a class="quiet" href="https:\/\/compta\.example\/back[^"]*" data-leave/)
    expect(html('declined_by_person')).toMatch(
      /<a class="button" href="https:\/\/compta\.example\/back[^"]*" data-leave/,
    )
  })

  it('of a bank in trouble the client is told once it works, and who asked reads so', () => {
    expect(textOf(html('bank_unavailable'))).toContain('Tell me when it works again')
    const asked = html('bank_answer_invalid')
    expect(doOf(asked)).not.toContain('tell_me')
    expect(textOf(asked)).toContain('We will tell Ma Compta as soon as Société Générale answers again.')
  })

  it('names the refused part of a link', () => {
    expect(textOf(html('link_refused'))).toContain('Part of the link: redirect_url')
  })
})
