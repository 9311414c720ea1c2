import type { CsvColumns, UploadScreen } from '@raccord/contract'
import { type Case, uploadTile } from '../../fixture.ts'

const screen: UploadScreen = {
  kind: 'upload',
  provider: uploadTile,
  files: [],
  most: 20,
  ready: 0,
}
const frame = { upload: '/v2.1/widget/files?session_id=k3vQ0pZrX7mB2sD9fLw4HcN8yTgU1aEe', canCancel: true }

const march = {
  id: '1001',
  name: 'releve-mars-2026.ofx',
  holds: [
    { account: 'FR76 •••• 0189', entries: 124, unread: 0, from: '2026-03-01', to: '2026-03-31' },
    { account: 'FR76 •••• 0286', entries: 1, unread: 2, from: '2026-03-05', to: '2026-03-05' },
  ],
}
const long = {
  id: '1002',
  name: 'Umsatzanzeige_DE02120300000000202051_Girokonto_Familienkonto_20260101-20260331.csv',
  fault: 'file_unreadable' as const,
  holds: [],
}
const asked = { file: '1003', name: long.name, part: 0 }

const columns: CsvColumns = {
  separator: ';',
  skipRows: 1,
  decimal: ',',
  dayOrder: 'dmy',
  columns: ['booking_date', null, 'payee', 'description', 'amount'],
}
const sample = [
  ['Buchungstag', 'Valutadatum', 'Begünstigter/Zahlungspflichtiger', 'Verwendungszweck', 'Betrag'],
  [
    '02.03.2026',
    '02.03.2026',
    'Stadtwerke Musterhausen',
    'Abschlag Strom Kundennr. 4711 Vertragskonto 200012345678',
    '-88,00',
  ],
  ['03.03.2026', '03.03.2026', 'Müller & Söhne KG', 'Gehalt März', '2.480,15'],
]

export const uploadCases: readonly Case[] = [
  { name: 'upload/first', screen, frame },
  { name: 'upload/too-large', screen: { ...screen, error: 'too_large', files: [long] }, frame },
  { name: 'upload/ready', screen: { ...screen, files: [march, long], ready: 1 }, frame },
  {
    name: 'upload/columns',
    screen: {
      ...screen,
      files: [march],
      question: { ...asked, kind: 'columns', columns, doubts: ['day_order'], sample },
    },
    frame,
  },
  {
    name: 'upload/columns-refused',
    screen: { ...screen, question: { ...asked, kind: 'columns', columns, doubts: [], sample, refused: true } },
    frame,
  },
  {
    name: 'upload/order',
    screen: { ...screen, question: { ...asked, kind: 'day_order', orders: ['dmy', 'mdy'], decimals: ['.'] } },
    frame,
  },
  {
    name: 'upload/decimal',
    screen: { ...screen, question: { ...asked, kind: 'day_order', orders: ['dmy'], decimals: ['.', ','] } },
    frame,
  },
  {
    name: 'upload/order-refused',
    screen: {
      ...screen,
      question: { ...asked, kind: 'day_order', orders: ['dmy', 'mdy'], decimals: ['.', ','], refused: true },
    },
    frame,
  },
  {
    name: 'upload/account',
    screen: {
      ...screen,
      question: {
        ...{ ...asked, kind: 'account', onlyCurrency: false, refused: 'number' },
        known: [{ number: 'DE02120300000000202051', name: 'Girokonto' }],
      },
    },
    frame,
  },
  {
    name: 'upload/currency',
    screen: { ...screen, question: { ...asked, kind: 'account', onlyCurrency: true, known: [] } },
    frame,
  },
]
