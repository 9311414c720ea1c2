import './steps.css'
// Named here so that what both files need is kept in the one that every page loads.
import './browser.ts'
import { enhanceAll } from './browser/enhance.ts'
import { enhanceAccounts } from './components/accounts/enhance.ts'
import { enhanceCode } from './components/code/enhance.ts'
import { enhanceCountdown } from './components/countdown/enhance.ts'
import { enhanceTimeLeft } from './components/countdown/time-left.ts'
import { enhanceFlicker } from './components/flicker/enhance.ts'
import { enhanceLive } from './components/live/enhance.ts'
import { enhanceLocalTime } from './components/local-time/enhance.ts'
import { enhancePassword } from './components/password/enhance.ts'
import { enhanceResend } from './components/resend/enhance.ts'

enhanceAll({
  accounts: enhanceAccounts,
  code: enhanceCode,
  countdown: enhanceCountdown,
  flicker: enhanceFlicker,
  // A frame that nobody is in takes no focus from the page around it.
  focus: (element) => document.hasFocus() && element.focus(),
  live: enhanceLive,
  'local-time': enhanceLocalTime,
  password: enhancePassword,
  resend: enhanceResend,
  'time-left': enhanceTimeLeft,
})
