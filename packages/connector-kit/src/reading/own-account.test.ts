import { expect, test } from 'vitest'
import { belongingOf, type NamedAccount, type OwnAccount } from './own-account.ts'

const german = { iban: 'DE89370400440532013000' }
const belgian = { iban: 'BE68539007547034' }

test.each<[string, NamedAccount, OwnAccount, string]>([
  ['the same IBAN, however it is written', { iban: 'be68 5390 0754 7034' }, belgian, 'own'],
  ['another IBAN', { iban: 'DE89370400440532013000' }, belgian, 'other'],
  ['an IBAN that is kept as number', { iban: 'BE68539007547034' }, { number: 'BE68 5390 0754 7034' }, 'own'],
  ['another than the one that is kept as number', { iban: german.iban }, { number: belgian.iban }, 'other'],
  ['the bank names none', {}, belgian, 'own'],
  ['a national number that the IBAN holds', { number: '539-0075470-34' }, belgian, 'own'],
  ['a part of it', { number: '0754 7034' }, belgian, 'own'],
  ['parts in the wrong order', { number: '7034 0754' }, belgian, 'unknown'],
  ['three digits may be anybody’s', { number: '034' }, belgian, 'unknown'],
  ['four may not', { number: '7034' }, belgian, 'own'],
  ['digits of the check sum are no account', { number: '6853' }, belgian, 'unknown'],
  ['a number that is not in it', { number: '123456' }, belgian, 'other'],
  ['one that only begins as ours', { number: '539/0075470/35' }, belgian, 'other'],
  ['a customer’s name for it', { number: 'GIRO 123456' }, belgian, 'unknown'],
  [
    'a number of a country whose IBANs hold other ones',
    { number: '123456' },
    { iban: 'CH9300762011623852957' },
    'unknown',
  ],
  ['an IBAN with a wrong check sum is a number like any', { iban: 'BE67539007547034' }, belgian, 'unknown'],
  ['German: bank and account', { number: '37040044/532013000' }, german, 'own'],
  ['with zeros', { number: ' 37040044 / 0532013000 ' }, german, 'own'],
  ['in one', { number: '370400440532013000' }, german, 'own'],
  ['another account of that bank', { number: '37040044/532013001' }, german, 'other'],
  ['the account at another bank', { number: '37040045/532013000' }, german, 'other'],
  ['only the account', { number: '532013000' }, german, 'own'],
  ['what looks German elsewhere', { number: '53900754/7034' }, belgian, 'own'],
  ['more than a German number', { number: 'x37040044/532013001' }, german, 'unknown'],
  ['and behind it', { number: '37040044/532013001 EUR' }, german, 'unknown'],
  ['nothing of our own to compare', { number: '12345' }, {}, 'unknown'],
  ['the end of ours', { number: '12345' }, { number: '00-12345' }, 'own'],
  ['more than ours', { number: '9912345' }, { number: '12345' }, 'own'],
  ['another than ours', { number: '12346' }, { number: '12345' }, 'other'],
  ['another, with its bank', { number: '50010517/9999999' }, { number: '1234567' }, 'other'],
  ['ours with digits behind it', { number: '1234567/978' }, { number: '1234567' }, 'unknown'],
  ['too short to be compared', { number: '1234' }, { number: '9876' }, 'unknown'],
  ['ours is masked', { number: '12346' }, { number: '411111XXXXXX1111' }, 'unknown'],
  ['ours is empty', { number: '12345' }, { number: ' - ' }, 'unknown'],
  ['letters in any case', { number: 'ab123' }, { number: 'AB 123' }, 'own'],
])('%s: %o is %s', (_what, named, own, belonging) => {
  expect(belongingOf(named, own)).toBe(belonging)
})

test('another currency of the same account is told apart; an account of several takes any', () => {
  const named = { ...belgian, currency: 'USD' }
  expect(belongingOf(named, { ...belgian, currency: 'EUR' })).toBe('other_currency')
  expect(belongingOf(named, { ...belgian, currency: 'USD' })).toBe('own')
  expect(belongingOf(named, { ...belgian, currency: 'XXX' })).toBe('own')
  expect(belongingOf(named, belgian)).toBe('own')
  expect(belongingOf(belgian, { ...belgian, currency: 'EUR' })).toBe('own')
  // Somebody else's is somebody else's, whatever its currency.
  expect(belongingOf(named, { ...german, currency: 'EUR' })).toBe('other')
})
