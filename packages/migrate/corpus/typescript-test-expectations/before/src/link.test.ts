import { expect, it } from 'vitest'
import { link } from './link.ts'

it('makes the link', () => {
  expect(link('s1', 'https://shop.example/back')).toBe(
    'https://embed.example.com/widget/add_connection?session_id=s1&captive_mode=true&redirect_uri=https%3A%2F%2Fshop.example%2Fback',
  )
})
