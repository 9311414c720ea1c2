/** What a bank asks for, as the page shows it. */
export type ChallengeView =
  | {
      readonly kind: 'otp'
      readonly medium: 'sms' | 'email' | 'app' | 'device' | 'unknown'
      /** Masked number, device name. */
      readonly destination?: string
      /** The bank's own words. */
      readonly message?: string
      readonly maxLength?: number
      readonly format?: 'digits' | 'characters'
      readonly canResend: boolean
    }
  | { readonly kind: 'text'; readonly message: string; readonly secret: boolean; readonly maxLength?: number }
  | {
      readonly kind: 'choice'
      /** Of a way to confirm, unless it is of whose accounts these are. */
      readonly about?: 'customer'
      readonly message?: string
      readonly options: readonly { readonly id: string; readonly label: string; readonly detail?: string }[]
    }
  | {
      readonly kind: 'image'
      readonly variant: 'image' | 'qr' | 'photo_tan' | 'flicker'
      readonly imageUrl?: string
      /** HHD 1.4 code as the card reader takes it: hex, length and check digits included. */
      readonly flickerCode?: string
      readonly message?: string
      readonly maxLength?: number
      readonly format?: 'digits' | 'characters'
    }
  | {
      readonly kind: 'approve'
      readonly message?: string
      /** The bank can send the request once more. */
      readonly canResend?: boolean
    }
