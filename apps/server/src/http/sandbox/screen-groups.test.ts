import { expect, it } from 'vitest'
import { galleryPage } from './gallery-page.ts'
import { groupShown, groupTitle, screenGroups } from './screen-groups.ts'
import { studioPage } from './studio-page.ts'
import { readChoice } from './view-choice.ts'

const names = ['providers/usual', 'consent/usual', 'consent/long', 'phone_number/usual']
const frames = (html: string) => [...html.matchAll(/data-name="([^"]+)"/g)].map(([, name]) => name)

it('cases go by their screen, with a way to the one before and after', () => {
  const groups = screenGroups(names)
  expect([...groups.keys()]).toEqual(['providers', 'consent', 'phone_number'])
  expect(groupShown(groups, 'consent')).toEqual({
    ...{ name: 'consent', names: ['consent/usual', 'consent/long'] },
    ...{ before: 'providers', after: 'phone_number' },
  })
  expect(groupShown(groups, 'nowhere')).toMatchObject({ name: 'providers', before: undefined })
  expect(groupTitle('phone_number')).toBe('Phone number')
})

it('the gallery shows one screen, in the language, size, scheme and theme that were chosen, and keeps them on the way to the next', () => {
  const page = galleryPage(
    names,
    readChoice({ screen: 'consent', locale: 'it', size: 'small', scheme: 'dark', radius: '4' }),
  )
  expect(frames(page)).toEqual(['consent/usual', 'consent/long'])
  expect(page).toContain('width="320" height="640"')
  const next = /href="([^"]+)">Phone number →/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const query = new URL(next, 'http://x.invalid').searchParams
  expect(Object.fromEntries(query)).toEqual({
    ...{ screen: 'phone_number', locale: 'it', size: 'small', scheme: 'dark', radius: '4' },
  })
  expect(frames(galleryPage(names, readChoice({ screen: '"><script>' })))).toEqual(['providers/usual'])
})

it('the studio shows at most four cases, of the consent screen where none was chosen', () => {
  const many = Array.from({ length: 9 }, (_, at) => `consent/${at}`)
  expect(frames(studioPage([...names, ...many], readChoice({}), []))).toHaveLength(4)
  expect(frames(studioPage(names, readChoice({ screen: 'providers' }), []))).toEqual(['providers/usual'])
})
