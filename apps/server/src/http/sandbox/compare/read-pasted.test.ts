import { describe, expect, it } from 'vitest'
import { readPasted, withoutSecrets } from './read-pasted.ts'

const call = 'https://old.example/widget_session?captive_mode=false'

describe('readPasted', () => {
  it.each([
    ['an address', call],
    ['a request line', `POST ${call} HTTP/1.1`],
    ['curl, the address first', `curl ${call} -d client_id=shop`],
    ['curl, options first, quoted', `curl -s -X POST "${call}" -d 'redirect_uri=https://shop.example/x'`],
    ['curl over several lines', `curl -X POST \\\n  -d access_token=t \\\n  '${call}' \\\n  -d client_secret=s`],
  ])('%s', (_name, text) => {
    const pasted = readPasted(text)
    expect(pasted).toMatchObject({ kind: 'session', versioned: false, text: call })
    expect(pasted?.query.get('captive_mode')).toBe('false')
  })

  it.each([
    ['a command without an address', 'curl --help'],
    ['another scheme', 'curl javascript:alert(1)//widget_session'],
    ['an address of something else', 'curl https://old.example/token'],
    ['an address within an option only', 'curl -d redirect_uri=https://old.example/widget_session'],
    ['a log-in in the address', 'https://a:b@old.example/widget_session'],
    ['another command', `wget ${call}`],
  ])('not: %s', (_name, text) => {
    expect(readPasted(text)).toBeUndefined()
  })
})

it.each([
  ['?client_secret=abc&x=1', '?client_secret=…&x=1'],
  [`-d 'access_token=abc' -d x=1`, `-d 'access_token=…' -d x=1`],
  ['{"client_secret": "abc", "x": 1}', '{"client_secret": "…", "x": 1}'],
])('a secret is not repeated: %s', (text, shown) => {
  expect(withoutSecrets(text)).toBe(shown)
})
