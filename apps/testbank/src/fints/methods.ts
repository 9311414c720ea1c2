import type { ScaMethod, ScaType } from '../scenario/scenario.ts'
import type { Told } from './syntax.ts'

/** How a way to prove oneself is called in FinTS (HITANS), and in which versions of HKTAN the bank has it. */
export interface FintsMethod {
  /** Security function. */
  readonly id: string
  readonly type: ScaType
  readonly technical: string
  readonly family: string
  readonly name: string
  readonly versions: readonly (6 | 7)[]
  /** The device must be named. */
  readonly medium?: true
}

const both = [6, 7] as const

export const METHODS: readonly FintsMethod[] = [
  { id: '902', type: 'PHOTO_OTP', technical: 'MS1.0.0', family: 'photoTAN', name: 'photoTAN', versions: both },
  { id: '903', type: 'QR_OTP', technical: 'Q1S', family: 'Secoder_UC', name: 'chipTAN QR', versions: both },
  { id: '904', type: 'IMAGE', technical: 'MS1.9.9', family: '', name: 'Letters in a picture', versions: [6] },
  { id: '905', type: 'QUESTION', technical: 'QUESTION', family: '', name: 'Security question', versions: [6] },
  {
    id: '911',
    type: 'CHIP_FLICKER',
    technical: 'HHD1.4OPT',
    family: 'HHDOPT1',
    name: 'chipTAN optical',
    versions: [6],
  },
  { id: '912', type: 'CHIP_OTP', technical: 'HHD1.4', family: 'HHD', name: 'chipTAN by hand', versions: [6] },
  { id: '913', type: 'CHIP_OFFLINE', technical: 'HHD1.3', family: 'HHD', name: 'TAN generator', versions: [6] },
  { id: '940', type: 'PUSH_OTP', technical: 'Decoupled', family: 'Decoupled', name: 'Test Bank app', versions: [7] },
  { id: '942', type: 'SMS_OTP', technical: 'MTAN2', family: 'mobileTAN', name: 'smsTAN', versions: both, medium: true },
  { id: '943', type: 'SMTP_OTP', technical: 'MAIL', family: '', name: 'TAN by e-mail', versions: [6] },
]

/** Polls that the bank takes for one request in its app. */
export const MOST_POLLS = 60

export const methodById = (id: string): FintsMethod | undefined => METHODS.find((method) => method.id === id)

/** Security functions of a PSU's ways (code 3920); one with no challenge in his file has the text message. */
export function allowedFor(ways: readonly ScaMethod[]): string[] {
  const types = new Set(ways.map(({ type }) => type))
  const own = METHODS.filter(({ type }) => types.has(type)).map(({ id }) => id)
  return own.length > 0 ? own : ['912']
}

/** HITANS: 21 places a method in version 6, 26 in version 7, none left out. */
export function tanParameters(version: 6 | 7): Told {
  const places = METHODS.filter(({ versions }) => versions.includes(version)).flatMap((method) => {
    const { id, technical, family, name, type, medium } = method
    const decoupled = type === 'PUSH_OTP'
    const first = [
      id,
      '2',
      technical,
      family,
      '',
      name,
      decoupled ? '' : '12',
      decoupled ? '' : '2',
      'TAN',
      '2048',
      'J',
    ]
    const rest = ['1', 'N', '0', '0', 'N', 'J', '00', medium ? '2' : '0', 'N', medium ? '5' : '']
    const polls = decoupled ? [String(MOST_POLLS), '1', '1', 'J', 'J'] : ['', '', '', '', '']
    return [...first, ...rest, ...(version === 7 ? polls : [])]
  })
  return { id: 'HITANS', version, elements: ['1', '1', '1', ['J', 'N', '0', ...places]] }
}
